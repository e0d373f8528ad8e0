/** Tests. */
@NullMarked
package dev.gatehouse.oauth.page;

import org.jspecify.annotations.NullMarked;
