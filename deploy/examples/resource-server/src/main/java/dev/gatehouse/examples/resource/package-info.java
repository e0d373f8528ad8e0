/** An API that checks access tokens itself, and hears of revocations from Gatehouse's event stream. */
@NullMarked
package dev.gatehouse.examples.resource;

import org.jspecify.annotations.NullMarked;
