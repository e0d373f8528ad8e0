/** The metadata by which clients configure themselves. */
@NullMarked
package dev.gatehouse.oauth.discovery;

import org.jspecify.annotations.NullMarked;
