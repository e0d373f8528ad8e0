/** The look of identity-service's pages. */
@NullMarked
package dev.gatehouse.identity.page;

import org.jspecify.annotations.NullMarked;
