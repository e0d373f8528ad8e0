/** Tests of this room. */
@NullMarked
package dev.gatehouse.launcher.process;

import org.jspecify.annotations.NullMarked;
