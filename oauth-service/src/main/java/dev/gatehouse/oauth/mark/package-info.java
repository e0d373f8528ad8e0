/** What browsers carry for us, unaltered. */
@NullMarked
package dev.gatehouse.oauth.mark;

import org.jspecify.annotations.NullMarked;
