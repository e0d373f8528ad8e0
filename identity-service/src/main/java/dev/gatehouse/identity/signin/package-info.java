/** How often people sign in, by which way, and with what outcome. */
@NullMarked
package dev.gatehouse.identity.signin;

import org.jspecify.annotations.NullMarked;
