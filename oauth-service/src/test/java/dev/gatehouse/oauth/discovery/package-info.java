/** Tests. */
@NullMarked
package dev.gatehouse.oauth.discovery;

import org.jspecify.annotations.NullMarked;
