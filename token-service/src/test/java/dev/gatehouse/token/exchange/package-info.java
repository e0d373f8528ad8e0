/** Tests of minting. */
@NullMarked
package dev.gatehouse.token.exchange;

import org.jspecify.annotations.NullMarked;
