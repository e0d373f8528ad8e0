/** As whom clients know users. */
@NullMarked
package dev.gatehouse.oauth.subject;

import org.jspecify.annotations.NullMarked;
