/** That a process stood still: frozen between calls, without a processor, suspended with its machine. */
@NullMarked
package dev.gatehouse.common.standstill;

import org.jspecify.annotations.NullMarked;
