/** Tests of what is signed and encrypted for oauth-service. */
@NullMarked
package dev.gatehouse.token.encryption;

import org.jspecify.annotations.NullMarked;
