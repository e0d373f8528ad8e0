/** A service that does nothing: what Quarkus itself costs on a machine. */
@NullMarked
package dev.gatehouse.bench.empty;

import org.jspecify.annotations.NullMarked;
