/** How little memory a native service keeps once it is up. */
@NullMarked
package dev.gatehouse.common.footprint;

import org.jspecify.annotations.NullMarked;
