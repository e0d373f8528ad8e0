/** Tests of the signing keys. */
@NullMarked
package dev.gatehouse.token.keys;

import org.jspecify.annotations.NullMarked;
