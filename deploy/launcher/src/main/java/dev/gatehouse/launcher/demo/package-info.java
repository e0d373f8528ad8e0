/** The six ways of authenticating, walked over HTTP. */
@NullMarked
package dev.gatehouse.launcher.demo;

import org.jspecify.annotations.NullMarked;
