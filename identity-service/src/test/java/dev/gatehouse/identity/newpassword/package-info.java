/** Setting a new password. */
@NullMarked
package dev.gatehouse.identity.newpassword;

import org.jspecify.annotations.NullMarked;
