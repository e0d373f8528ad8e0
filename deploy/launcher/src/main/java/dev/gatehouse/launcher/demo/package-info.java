/** Walks the six ways of signing in against a running suite, over HTTP as any caller would. */
@NullMarked
package dev.gatehouse.launcher.demo;

import org.jspecify.annotations.NullMarked;
