/** The authorization endpoint: from a browser with a session to a code. */
@NullMarked
package dev.gatehouse.oauth.authorize;

import org.jspecify.annotations.NullMarked;
