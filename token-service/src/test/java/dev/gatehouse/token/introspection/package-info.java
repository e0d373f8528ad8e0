/** Tests of introspection and of revocation by clients. */
@NullMarked
package dev.gatehouse.token.introspection;

import org.jspecify.annotations.NullMarked;
