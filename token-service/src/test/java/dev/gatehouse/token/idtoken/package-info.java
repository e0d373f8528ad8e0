/** Tests of ID tokens. */
@NullMarked
package dev.gatehouse.token.idtoken;

import org.jspecify.annotations.NullMarked;
