/** Tests of this room. */
@NullMarked
package dev.gatehouse.identity.notice;

import org.jspecify.annotations.NullMarked;
