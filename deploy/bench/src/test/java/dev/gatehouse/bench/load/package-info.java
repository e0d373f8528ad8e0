/** Tests of the load tool. */
@NullMarked
package dev.gatehouse.bench.load;

import org.jspecify.annotations.NullMarked;
