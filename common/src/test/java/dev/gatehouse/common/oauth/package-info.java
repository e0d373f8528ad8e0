/** Specifications of how OAuth requests are read. */
@NullMarked
package dev.gatehouse.common.oauth;

import org.jspecify.annotations.NullMarked;
