/** The page for the second factor: of a sign-in, or of a session that has to prove more. */
@NullMarked
package dev.gatehouse.session.factor;

import org.jspecify.annotations.NullMarked;
