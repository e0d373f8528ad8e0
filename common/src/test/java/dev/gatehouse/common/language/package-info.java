/** Tests of which language a reader is given. */
@NullMarked
package dev.gatehouse.common.language;

import org.jspecify.annotations.NullMarked;
