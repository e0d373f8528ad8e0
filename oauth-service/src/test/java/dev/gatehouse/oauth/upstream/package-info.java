/** Tests. */
@NullMarked
package dev.gatehouse.oauth.upstream;

import org.jspecify.annotations.NullMarked;
