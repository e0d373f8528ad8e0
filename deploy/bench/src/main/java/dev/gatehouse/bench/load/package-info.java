/** The load tool: a closed loop, or a schedule, over keep-alive HTTP/1.1 connections, on one thread. */
@NullMarked
package dev.gatehouse.bench.load;

import org.jspecify.annotations.NullMarked;
