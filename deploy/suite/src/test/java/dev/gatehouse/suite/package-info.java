/** The whole of Gatehouse from outside: four packaged services behind the proxy, over HTTP and in a browser. */
@NullMarked
package dev.gatehouse.suite;

import org.jspecify.annotations.NullMarked;
