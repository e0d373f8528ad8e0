/** The benchmark: the same work on Gatehouse and on Keycloak, side by side. */
@NullMarked
package dev.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
