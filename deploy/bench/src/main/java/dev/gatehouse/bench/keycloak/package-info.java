/** Keycloak as one side of the comparison. */
@NullMarked
package dev.gatehouse.bench.keycloak;

import org.jspecify.annotations.NullMarked;
