/** Tests of what is shown beside a token. */
@NullMarked
package dev.gatehouse.token.proof;

import org.jspecify.annotations.NullMarked;
