/** Tests of clients that register themselves. */
@NullMarked
package dev.gatehouse.oauth.registration;

import org.jspecify.annotations.NullMarked;
