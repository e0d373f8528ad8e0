/** Signing out: of clients that ask for it, and of clients that are told of it. */
@NullMarked
package dev.gatehouse.oauth.logout;

import org.jspecify.annotations.NullMarked;
