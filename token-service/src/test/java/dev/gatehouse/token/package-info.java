/** Tests against a real PostgreSQL and a real Redis. */
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
