/** Tests. */
@NullMarked
package dev.gatehouse.oauth.authorize;

import org.jspecify.annotations.NullMarked;
