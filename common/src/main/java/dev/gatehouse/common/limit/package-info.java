/** How often something may be done in a time. */
@NullMarked
package dev.gatehouse.common.limit;

import org.jspecify.annotations.NullMarked;
