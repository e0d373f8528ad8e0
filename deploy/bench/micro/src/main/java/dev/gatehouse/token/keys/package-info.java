/** What signatures take, by JMH. */
@NullMarked
package dev.gatehouse.token.keys;

import org.jspecify.annotations.NullMarked;
