/** Specifies sign-in by password. */
@NullMarked
package dev.gatehouse.identity.authentication;

import org.jspecify.annotations.NullMarked;
