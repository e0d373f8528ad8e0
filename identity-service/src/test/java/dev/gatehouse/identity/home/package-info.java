/** The pages of the account. */
@NullMarked
package dev.gatehouse.identity.home;

import org.jspecify.annotations.NullMarked;
