/** Which sessions here began at a provider, and its sign-out, which ends them. */
@NullMarked
package dev.gatehouse.oauth.upstream;

import org.jspecify.annotations.NullMarked;
