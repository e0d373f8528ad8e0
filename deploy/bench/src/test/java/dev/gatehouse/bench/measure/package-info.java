/** Tests of what is made of measurements. */
@NullMarked
package dev.gatehouse.bench.measure;

import org.jspecify.annotations.NullMarked;
