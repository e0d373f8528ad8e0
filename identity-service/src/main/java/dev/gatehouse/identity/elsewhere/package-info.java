/** What the other services keep of a user, for them to see and to take along. */
@NullMarked
package dev.gatehouse.identity.elsewhere;

import org.jspecify.annotations.NullMarked;
