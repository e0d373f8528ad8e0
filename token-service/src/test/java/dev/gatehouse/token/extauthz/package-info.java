/** Tests of what Envoy asks. */
@NullMarked
package dev.gatehouse.token.extauthz;

import org.jspecify.annotations.NullMarked;
