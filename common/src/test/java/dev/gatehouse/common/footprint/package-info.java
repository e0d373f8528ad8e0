/** Specifications of what memory can be given back. */
@NullMarked
package dev.gatehouse.common.footprint;

import org.jspecify.annotations.NullMarked;
