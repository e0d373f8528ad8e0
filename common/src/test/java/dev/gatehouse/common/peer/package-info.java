/** Specifications of how the services know each other. */
@NullMarked
package dev.gatehouse.common.peer;

import org.jspecify.annotations.NullMarked;
