/** Specifies what is remembered of calls by HTTP Basic, and when it is forgotten. */
@NullMarked
package dev.gatehouse.identity.remember;

import org.jspecify.annotations.NullMarked;
