/** Where browsers may be led. */
@NullMarked
package dev.gatehouse.common.navigation;

import org.jspecify.annotations.NullMarked;
