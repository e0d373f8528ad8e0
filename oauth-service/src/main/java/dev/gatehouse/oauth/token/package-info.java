/** The token endpoint and its grants. */
@NullMarked
package dev.gatehouse.oauth.token;

import org.jspecify.annotations.NullMarked;
