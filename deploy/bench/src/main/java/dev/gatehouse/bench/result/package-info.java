/** Figures, goals, and how they are shown. */
@NullMarked
package dev.gatehouse.bench.result;

import org.jspecify.annotations.NullMarked;
