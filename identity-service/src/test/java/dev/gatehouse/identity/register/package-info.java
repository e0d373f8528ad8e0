/** The page on which people make an account. */
@NullMarked
package dev.gatehouse.identity.register;

import org.jspecify.annotations.NullMarked;
