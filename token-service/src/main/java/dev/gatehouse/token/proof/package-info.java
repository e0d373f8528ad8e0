/** What is shown beside an access token: the proof of a key (RFC 9449), the certificate of a client (RFC 8705). */
@NullMarked
package dev.gatehouse.token.proof;

import org.jspecify.annotations.NullMarked;
