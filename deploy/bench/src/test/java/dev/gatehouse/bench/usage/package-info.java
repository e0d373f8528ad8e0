/** Tests of what is read of the system. */
@NullMarked
package dev.gatehouse.bench.usage;

import org.jspecify.annotations.NullMarked;
