/** Tokens: minted, refreshed, looked into, revoked; and the one endpoint that takes them all. */
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
