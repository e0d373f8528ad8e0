/** The userinfo endpoint (OpenID Connect Core, section 5.3). */
@NullMarked
package dev.gatehouse.oauth.userinfo;

import org.jspecify.annotations.NullMarked;
