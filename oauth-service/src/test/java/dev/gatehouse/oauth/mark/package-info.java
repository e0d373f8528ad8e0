/** Tests. */
@NullMarked
package dev.gatehouse.oauth.mark;

import org.jspecify.annotations.NullMarked;
