/** Users: registration, their own profile, administration. */
@NullMarked
package dev.gatehouse.identity.user;

import org.jspecify.annotations.NullMarked;
