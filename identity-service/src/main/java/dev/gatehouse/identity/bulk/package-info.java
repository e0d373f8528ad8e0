/** Users by the hundred thousand, from a stream of lines. */
@NullMarked
package dev.gatehouse.identity.bulk;

import org.jspecify.annotations.NullMarked;
