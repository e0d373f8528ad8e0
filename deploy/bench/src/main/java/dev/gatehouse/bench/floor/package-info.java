/** What no service can be faster than: the empty endpoint, the bare signature, the bare hash. */
@NullMarked
package dev.gatehouse.bench.floor;

import org.jspecify.annotations.NullMarked;
