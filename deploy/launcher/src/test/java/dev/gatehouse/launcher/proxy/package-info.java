/** Tests of this room. */
@NullMarked
package dev.gatehouse.launcher.proxy;

import org.jspecify.annotations.NullMarked;
