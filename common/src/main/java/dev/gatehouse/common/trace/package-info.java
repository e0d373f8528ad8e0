/** What is in traces, where they are switched on. */
@NullMarked
package dev.gatehouse.common.trace;

import org.jspecify.annotations.NullMarked;
