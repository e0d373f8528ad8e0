/** Tests of this room. */
@NullMarked
package dev.gatehouse.examples.resource;

import org.jspecify.annotations.NullMarked;
