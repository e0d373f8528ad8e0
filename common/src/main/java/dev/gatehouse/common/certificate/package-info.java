/** The certificate that a client has shown to a proxy (RFC 8705). */
@NullMarked
package dev.gatehouse.common.certificate;

import org.jspecify.annotations.NullMarked;
