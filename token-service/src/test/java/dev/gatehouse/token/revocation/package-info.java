/** Specifications of revoking. */
@NullMarked
package dev.gatehouse.token.revocation;

import org.jspecify.annotations.NullMarked;
