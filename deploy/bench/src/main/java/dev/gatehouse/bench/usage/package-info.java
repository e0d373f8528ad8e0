/** What processes use of the machine, as Linux tells it. */
@NullMarked
package dev.gatehouse.bench.usage;

import org.jspecify.annotations.NullMarked;
