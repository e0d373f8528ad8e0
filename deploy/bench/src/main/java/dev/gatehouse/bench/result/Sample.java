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
 * @param compilers CPU time of the compilers of the services' virtual machines, part of {@code cpu}
 * @param resident memory of the services after it, in KiB
 */
public record Sample(
        Round round, Duration cpu, Duration stores, Duration tool, Duration others, Duration compilers, long resident) {
    /** In a virtual machine that is warm, compilers take no more of a processor than that. */
    private static final double AT_REST = 0.05;

    /** Whether the compilers of the services' virtual machines had next to nothing left to do. */
    public boolean compiled() {
        return compilers.toNanos() < AT_REST * round.elapsed().toNanos();
    }
}
