/** The keys that callers prove to hold, which tokens are bound to. */
@NullMarked
package dev.gatehouse.oauth.bound;

import org.jspecify.annotations.NullMarked;
