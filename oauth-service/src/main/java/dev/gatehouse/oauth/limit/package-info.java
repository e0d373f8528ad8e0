/** How often something may be done in a time. */
@NullMarked
package dev.gatehouse.oauth.limit;

import org.jspecify.annotations.NullMarked;
