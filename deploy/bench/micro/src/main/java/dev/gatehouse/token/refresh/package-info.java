/** What refresh tokens take, by JMH. */
@NullMarked
package dev.gatehouse.token.refresh;

import org.jspecify.annotations.NullMarked;
