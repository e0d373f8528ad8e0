/** What parts of token-service take on one thread, by JMH; the benchmarks lie in the packages of what they measure. */
@NullMarked
package dev.gatehouse.bench.micro;

import org.jspecify.annotations.NullMarked;
