/** Which groups and roles a user has. */
@NullMarked
package dev.gatehouse.identity.membership;

import org.jspecify.annotations.NullMarked;
