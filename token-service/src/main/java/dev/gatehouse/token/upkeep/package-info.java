/** Removes what has ended, a bounded part at a time. */
@NullMarked
package dev.gatehouse.token.upkeep;

import org.jspecify.annotations.NullMarked;
