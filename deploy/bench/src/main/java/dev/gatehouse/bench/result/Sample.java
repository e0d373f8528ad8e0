package dev.gatehouse.bench.result;

import dev.gatehouse.bench.load.Round;
import java.time.Duration;

/**
 * One round, and what it used.
 *
 * @param cpu of the services' own processes
 * @param stores CPU time of PostgreSQL and Redis
 * @param tool CPU time of the load tool
 * @param others CPU time of whoever else was on the machine
 * @param resident memory of the services after it, in KiB
 */
public record Sample(Round round, Duration cpu, Duration stores, Duration tool, Duration others, long resident) {}
