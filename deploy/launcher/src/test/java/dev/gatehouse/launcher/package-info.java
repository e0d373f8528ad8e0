/** Tests of the command line. */
@NullMarked
package dev.gatehouse.launcher;

import org.jspecify.annotations.NullMarked;
