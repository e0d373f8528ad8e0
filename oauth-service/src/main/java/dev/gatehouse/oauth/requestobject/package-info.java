/** Authorization requests that are JWTs (RFC 9101; OpenID Connect Core, section 6). */
@NullMarked
package dev.gatehouse.oauth.requestobject;

import org.jspecify.annotations.NullMarked;
