/** Tokens that are used once. */
@NullMarked
package dev.gatehouse.identity.onetime;

import org.jspecify.annotations.NullMarked;
