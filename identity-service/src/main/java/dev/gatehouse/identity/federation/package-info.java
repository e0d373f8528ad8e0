/** Accounts at upstream providers that sign users in: found, linked and unlinked. */
@NullMarked
package dev.gatehouse.identity.federation;

import org.jspecify.annotations.NullMarked;
