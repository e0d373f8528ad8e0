/** Clients that register, and then manage, themselves (RFC 7591, RFC 7592; OpenID Connect Dynamic Client Registration 1.0). */
@NullMarked
package dev.gatehouse.oauth.registration;

import org.jspecify.annotations.NullMarked;
