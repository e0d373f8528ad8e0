/** Tests of reading access tokens. */
@NullMarked
package dev.gatehouse.token.access;

import org.jspecify.annotations.NullMarked;
