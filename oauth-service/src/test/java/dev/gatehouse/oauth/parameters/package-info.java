/** Tests. */
@NullMarked
package dev.gatehouse.oauth.parameters;

import org.jspecify.annotations.NullMarked;
