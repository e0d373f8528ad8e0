/** Those who are compared: how they are started, filled with data and asked. */
@NullMarked
package dev.gatehouse.bench.side;

import org.jspecify.annotations.NullMarked;
