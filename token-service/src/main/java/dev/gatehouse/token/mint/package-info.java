/** Minting: access tokens of both forms and ID tokens, for the other services. */
@NullMarked
package dev.gatehouse.token.mint;

import org.jspecify.annotations.NullMarked;
