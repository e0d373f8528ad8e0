/** The first administrator. */
@NullMarked
package dev.gatehouse.identity.bootstrap;

import org.jspecify.annotations.NullMarked;
