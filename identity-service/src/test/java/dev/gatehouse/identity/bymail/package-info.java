/** What sign-in by e-mail promises. */
@NullMarked
package dev.gatehouse.identity.bymail;

import org.jspecify.annotations.NullMarked;
