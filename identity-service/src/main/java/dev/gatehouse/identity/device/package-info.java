/** Telling users of sign-ins from where they never signed in before. */
@NullMarked
package dev.gatehouse.identity.device;

import org.jspecify.annotations.NullMarked;
