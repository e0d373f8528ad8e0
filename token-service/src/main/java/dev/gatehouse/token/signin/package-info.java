/** Signing in by API, and refreshing first-hand. */
@NullMarked
package dev.gatehouse.token.signin;

import org.jspecify.annotations.NullMarked;
