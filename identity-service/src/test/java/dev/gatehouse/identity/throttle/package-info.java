/** Specifies how often a password may be tried. */
@NullMarked
package dev.gatehouse.identity.throttle;

import org.jspecify.annotations.NullMarked;
