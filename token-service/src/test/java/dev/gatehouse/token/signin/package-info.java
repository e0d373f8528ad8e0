/** Tests of signing in. */
@NullMarked
package dev.gatehouse.token.signin;

import org.jspecify.annotations.NullMarked;
