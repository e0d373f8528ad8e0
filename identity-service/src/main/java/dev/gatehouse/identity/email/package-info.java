/** E-mail addresses: showing that one is the user's, and changing to another. */
@NullMarked
package dev.gatehouse.identity.email;

import org.jspecify.annotations.NullMarked;
