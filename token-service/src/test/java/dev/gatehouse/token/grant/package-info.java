/** Tests of grants. */
@NullMarked
package dev.gatehouse.token.grant;

import org.jspecify.annotations.NullMarked;
