/** Tests of this room. */
@NullMarked
package dev.gatehouse.launcher.suite;

import org.jspecify.annotations.NullMarked;
