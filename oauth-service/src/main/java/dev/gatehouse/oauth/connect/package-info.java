/** Sign-in with an upstream OpenID provider. */
@NullMarked
package dev.gatehouse.oauth.connect;

import org.jspecify.annotations.NullMarked;
