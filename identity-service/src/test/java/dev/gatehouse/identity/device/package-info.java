/** Sign-ins from new places. */
@NullMarked
package dev.gatehouse.identity.device;

import org.jspecify.annotations.NullMarked;
