/** How often a password may be tried: for an account, from an address, by a device that has signed in before. */
@NullMarked
package dev.gatehouse.identity.throttle;

import org.jspecify.annotations.NullMarked;
