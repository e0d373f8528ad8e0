/** Refresh tokens: one row for each family, rotated by compare-and-swap. */
@NullMarked
package dev.gatehouse.token.refresh;

import org.jspecify.annotations.NullMarked;
