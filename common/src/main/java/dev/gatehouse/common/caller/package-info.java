/** Who is calling: any endpoint of any service learns it from {@code /verify}. */
@NullMarked
package dev.gatehouse.common.caller;

import org.jspecify.annotations.NullMarked;
