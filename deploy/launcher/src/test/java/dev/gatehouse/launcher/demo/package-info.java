/** Tests of the demo's own rules; whether the six ways work is what the demo itself finds out. */
@NullMarked
package dev.gatehouse.launcher.demo;

import org.jspecify.annotations.NullMarked;
