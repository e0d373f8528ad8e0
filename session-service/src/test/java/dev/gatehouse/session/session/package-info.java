/** What sessions promise, with the real Redis. */
@NullMarked
package dev.gatehouse.session.session;

import org.jspecify.annotations.NullMarked;
