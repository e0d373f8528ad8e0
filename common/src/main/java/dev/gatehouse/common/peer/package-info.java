/** What the services say to each other under {@code /internal}, and how they authenticate each other. */
@NullMarked
package dev.gatehouse.common.peer;

import org.jspecify.annotations.NullMarked;
