/** Sign-ins that are half done: the password was right, and a second factor is due. */
@NullMarked
package dev.gatehouse.session.attempt;

import org.jspecify.annotations.NullMarked;
