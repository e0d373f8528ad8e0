/** Reading from Redis what is asked for all the time, at little cost. */
@NullMarked
package dev.gatehouse.common.lookup;

import org.jspecify.annotations.NullMarked;
