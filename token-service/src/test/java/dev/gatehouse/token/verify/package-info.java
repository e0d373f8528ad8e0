/** Tests of {@code /verify}. */
@NullMarked
package dev.gatehouse.token.verify;

import org.jspecify.annotations.NullMarked;
