/** The keys that sign: sealed in PostgreSQL, published as a JWK set (RFC 7517), rotated without a failed verification. */
@NullMarked
package dev.gatehouse.token.keys;

import org.jspecify.annotations.NullMarked;
