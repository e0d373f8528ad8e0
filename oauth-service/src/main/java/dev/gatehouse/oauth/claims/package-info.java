/** What applications are told of a user (OpenID Connect Core, section 5). */
@NullMarked
package dev.gatehouse.oauth.claims;

import org.jspecify.annotations.NullMarked;
