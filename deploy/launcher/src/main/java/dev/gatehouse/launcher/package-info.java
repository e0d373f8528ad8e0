/** The command line of the launcher. */
@NullMarked
package dev.gatehouse.launcher;

import org.jspecify.annotations.NullMarked;
