/** Sign-in by password and by an upstream provider, for the other services. */
@NullMarked
package dev.gatehouse.identity.authentication;

import org.jspecify.annotations.NullMarked;
