/** Tests of the room. */
@NullMarked
package dev.gatehouse.oauth.logo;

import org.jspecify.annotations.NullMarked;
