/** Real PostgreSQL and Redis as child processes, from binaries that Maven brings: for tests, dev mode and one machine. */
@NullMarked
package dev.gatehouse.backing;

import org.jspecify.annotations.NullMarked;
