@NullMarked
package dev.gatehouse.bench.side;

import org.jspecify.annotations.NullMarked;
