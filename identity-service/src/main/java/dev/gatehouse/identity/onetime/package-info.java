/** Tokens and codes that are mailed, and used once. */
@NullMarked
package dev.gatehouse.identity.onetime;

import org.jspecify.annotations.NullMarked;
