/** Specifications of how OAuth requests are read. */
@NullMarked
package dev.gatehouse.common.peer;

import org.jspecify.annotations.NullMarked;
