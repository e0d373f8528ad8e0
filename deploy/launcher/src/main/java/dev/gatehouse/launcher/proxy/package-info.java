/** The one public origin: what is routed to which service, and what is refused. */
@NullMarked
package dev.gatehouse.launcher.proxy;

import org.jspecify.annotations.NullMarked;
