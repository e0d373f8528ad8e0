/** Who a client is, by what it shows: a secret, an assertion, a certificate, or its name alone. */
@NullMarked
package dev.gatehouse.oauth.proof;

import org.jspecify.annotations.NullMarked;
