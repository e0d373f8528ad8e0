/** What a token says, and its revocation by the client that holds it (RFC 7662, RFC 7009). */
@NullMarked
package dev.gatehouse.token.introspection;

import org.jspecify.annotations.NullMarked;
