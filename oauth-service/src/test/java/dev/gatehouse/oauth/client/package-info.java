/** Tests. */
@NullMarked
package dev.gatehouse.oauth.client;

import org.jspecify.annotations.NullMarked;
