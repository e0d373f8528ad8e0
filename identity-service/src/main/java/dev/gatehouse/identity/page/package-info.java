/** The look of identity-service's pages, and where their forms may come from. */
@NullMarked
package dev.gatehouse.identity.page;

import org.jspecify.annotations.NullMarked;
