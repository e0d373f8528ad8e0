/** The userinfo endpoint. */
@NullMarked
package dev.gatehouse.oauth.userinfo;

import org.jspecify.annotations.NullMarked;
