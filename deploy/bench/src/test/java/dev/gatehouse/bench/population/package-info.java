/** What the made-up users look like. */
@NullMarked
package dev.gatehouse.bench.population;

import org.jspecify.annotations.NullMarked;
