/** Specifications of the backing servers, against the servers themselves. */
@NullMarked
package dev.gatehouse.backing;

import org.jspecify.annotations.NullMarked;
