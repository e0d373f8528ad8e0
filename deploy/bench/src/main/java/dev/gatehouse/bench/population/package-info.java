/** Users by the million, as lines to import. */
@NullMarked
package dev.gatehouse.bench.population;

import org.jspecify.annotations.NullMarked;
