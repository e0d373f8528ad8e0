/** The whole suite on one machine: servers, services and proxy, started and stopped together. */
@NullMarked
package dev.gatehouse.launcher.suite;

import org.jspecify.annotations.NullMarked;
