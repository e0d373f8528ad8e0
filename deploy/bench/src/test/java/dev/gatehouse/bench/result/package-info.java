/** Tests of figures and tables. */
@NullMarked
package dev.gatehouse.bench.result;

import org.jspecify.annotations.NullMarked;
