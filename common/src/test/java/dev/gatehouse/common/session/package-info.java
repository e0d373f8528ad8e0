/** Tests of what is said of cookies. */
@NullMarked
package dev.gatehouse.common.session;

import org.jspecify.annotations.NullMarked;
