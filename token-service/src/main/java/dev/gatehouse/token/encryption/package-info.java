/** JWTs that their recipient alone can read (RFC 7516). */
@NullMarked
package dev.gatehouse.token.encryption;

import org.jspecify.annotations.NullMarked;
