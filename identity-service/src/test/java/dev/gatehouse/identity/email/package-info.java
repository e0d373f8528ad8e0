/** Confirming and changing addresses. */
@NullMarked
package dev.gatehouse.identity.email;

import org.jspecify.annotations.NullMarked;
