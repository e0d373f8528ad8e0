/** What clients ask of the authorization endpoint, whichever way it comes: checked and read. */
@NullMarked
package dev.gatehouse.oauth.request;

import org.jspecify.annotations.NullMarked;
