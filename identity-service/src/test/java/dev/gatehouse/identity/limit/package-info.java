/** How often something may be done. */
@NullMarked
package dev.gatehouse.identity.limit;

import org.jspecify.annotations.NullMarked;
