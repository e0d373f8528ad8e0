/** Proofs of the possession of a key (RFC 9449). */
@NullMarked
package dev.gatehouse.token.proof;

import org.jspecify.annotations.NullMarked;
