/** Tests of refreshing. */
@NullMarked
package dev.gatehouse.token.refresh;

import org.jspecify.annotations.NullMarked;
