/** That a process stood still. */
@NullMarked
package dev.gatehouse.common.standstill;

import org.jspecify.annotations.NullMarked;
