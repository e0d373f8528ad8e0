/** Tests. */
@NullMarked
package dev.gatehouse.session.devices;

import org.jspecify.annotations.NullMarked;
