/** Tests. */
@NullMarked
package dev.gatehouse.oauth.provider;

import org.jspecify.annotations.NullMarked;
