/** Tests of minting. */
@NullMarked
package dev.gatehouse.token.upkeep;

import org.jspecify.annotations.NullMarked;
