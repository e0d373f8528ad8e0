/** Helm's engine, and what it has rendered. */
@NullMarked
package dev.gatehouse.charts.setup;

import org.jspecify.annotations.NullMarked;
