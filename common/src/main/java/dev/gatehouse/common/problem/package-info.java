/** Errors as problem details (RFC 9457). */
@NullMarked
package dev.gatehouse.common.problem;

import org.jspecify.annotations.NullMarked;
