/** Setting a new password: for who knows the old one, and for who has lost it. */
@NullMarked
package dev.gatehouse.identity.newpassword;

import org.jspecify.annotations.NullMarked;
