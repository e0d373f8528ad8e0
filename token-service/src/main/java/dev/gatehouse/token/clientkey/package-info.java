/**
 * Keys that Gatehouse shares with one client each, for HS256. Whoever can verify with one can forge with it: what it signed
 * counts between Gatehouse and that client, and for nobody else.
 */
@NullMarked
package dev.gatehouse.token.clientkey;

import org.jspecify.annotations.NullMarked;
