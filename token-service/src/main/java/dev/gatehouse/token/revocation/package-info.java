/** What no longer counts: recorded in PostgreSQL, looked up in Redis, told to every verifier. */
@NullMarked
package dev.gatehouse.token.revocation;

import org.jspecify.annotations.NullMarked;
