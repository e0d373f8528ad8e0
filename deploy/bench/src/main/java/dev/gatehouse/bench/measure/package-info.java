/** Each service by itself: how fast it starts, what memory and space it takes. */
@NullMarked
package dev.gatehouse.bench.measure;

import org.jspecify.annotations.NullMarked;
