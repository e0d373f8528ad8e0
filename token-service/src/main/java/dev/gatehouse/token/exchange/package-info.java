/** Token exchange (RFC 8693): one access token for another, narrower one. */
@NullMarked
package dev.gatehouse.token.exchange;

import org.jspecify.annotations.NullMarked;
