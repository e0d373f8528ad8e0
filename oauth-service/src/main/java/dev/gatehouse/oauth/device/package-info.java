/** Devices without a browser, or hard to type at, that users let in from another one (RFC 8628). */
@NullMarked
package dev.gatehouse.oauth.device;

import org.jspecify.annotations.NullMarked;
