/** Authorization requests that clients push before a browser brings them (RFC 9126). */
@NullMarked
package dev.gatehouse.oauth.pushed;

import org.jspecify.annotations.NullMarked;
