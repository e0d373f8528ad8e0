/** Tests. */
@NullMarked
package dev.gatehouse.oauth.token;

import org.jspecify.annotations.NullMarked;
