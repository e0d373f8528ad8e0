/** Passwords: which ones are good enough, and how they are hashed. */
@NullMarked
package dev.gatehouse.identity.password;

import org.jspecify.annotations.NullMarked;
