/** ID tokens (OpenID Connect Core, section 2). */
@NullMarked
package dev.gatehouse.token.idtoken;

import org.jspecify.annotations.NullMarked;
