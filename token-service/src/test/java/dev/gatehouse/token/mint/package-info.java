/** Tests of minting. */
@NullMarked
package dev.gatehouse.token.mint;

import org.jspecify.annotations.NullMarked;
