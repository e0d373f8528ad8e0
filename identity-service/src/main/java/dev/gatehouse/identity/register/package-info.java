/** The page on which people make an account for themselves. */
@NullMarked
package dev.gatehouse.identity.register;

import org.jspecify.annotations.NullMarked;
