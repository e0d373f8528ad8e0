/** Sign-in without a password: by a link or a code that is mailed. */
@NullMarked
package dev.gatehouse.identity.bymail;

import org.jspecify.annotations.NullMarked;
