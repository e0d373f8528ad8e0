/** PostgreSQL, reached by plain SQL: each statement here is one atomic step. */
@NullMarked
package dev.gatehouse.common.database;

import org.jspecify.annotations.NullMarked;
