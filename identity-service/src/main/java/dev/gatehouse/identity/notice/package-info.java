/** Telling users of what was changed in their account. */
@NullMarked
package dev.gatehouse.identity.notice;

import org.jspecify.annotations.NullMarked;
