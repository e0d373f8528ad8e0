/** Passwords that were right a moment ago, so that not each call by HTTP Basic costs a hash. */
@NullMarked
package dev.gatehouse.identity.remember;

import org.jspecify.annotations.NullMarked;
