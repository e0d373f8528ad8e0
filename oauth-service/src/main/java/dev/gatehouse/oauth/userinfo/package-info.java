/** The userinfo endpoint, and which claims a scope opens. */
@NullMarked
package dev.gatehouse.oauth.userinfo;

import org.jspecify.annotations.NullMarked;
