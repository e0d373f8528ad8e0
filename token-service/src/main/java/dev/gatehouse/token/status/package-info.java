/** Status lists: whether JWTs were revoked, as bits that verifiers fetch and keep for a while. */
@NullMarked
package dev.gatehouse.token.status;

import org.jspecify.annotations.NullMarked;
