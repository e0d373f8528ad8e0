/** Access tokens, read: a JWT of ours or an opaque one, and what it says. */
@NullMarked
package dev.gatehouse.token.access;

import org.jspecify.annotations.NullMarked;
