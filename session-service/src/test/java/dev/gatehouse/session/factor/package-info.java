/** What signing in with a second factor promises. */
@NullMarked
package dev.gatehouse.session.factor;

import org.jspecify.annotations.NullMarked;
