/** The keys that sign: made once, sealed in PostgreSQL, published as a JWK set (RFC 7517). */
@NullMarked
package dev.gatehouse.token.keys;

import org.jspecify.annotations.NullMarked;
