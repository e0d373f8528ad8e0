/** Tests. */
@NullMarked
package dev.gatehouse.oauth.outbound;

import org.jspecify.annotations.NullMarked;
