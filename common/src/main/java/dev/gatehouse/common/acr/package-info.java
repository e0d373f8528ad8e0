/** How sure a sign-in makes that it is the user (OpenID Connect Core, section 2: acr). */
@NullMarked
package dev.gatehouse.common.acr;

import org.jspecify.annotations.NullMarked;
