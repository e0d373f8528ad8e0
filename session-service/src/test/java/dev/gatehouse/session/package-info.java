/** Tests. */
@NullMarked
package dev.gatehouse.session;

import org.jspecify.annotations.NullMarked;
