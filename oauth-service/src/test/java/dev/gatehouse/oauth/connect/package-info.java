/** Tests. */
@NullMarked
package dev.gatehouse.oauth.connect;

import org.jspecify.annotations.NullMarked;
