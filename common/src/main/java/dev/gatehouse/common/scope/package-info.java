/** OAuth scopes (RFC 6749, section 3.3). */
@NullMarked
package dev.gatehouse.common.scope;

import org.jspecify.annotations.NullMarked;
