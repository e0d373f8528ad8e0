/** Browser sessions in Redis, and their defence against CSRF. */
@NullMarked
package dev.gatehouse.session.session;

import org.jspecify.annotations.NullMarked;
