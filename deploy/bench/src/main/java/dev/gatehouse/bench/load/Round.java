package dev.gatehouse.bench.load;

import java.time.Duration;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one round of load came to.
 *
 * @param requests that were answered
 * @param elapsed from the first request to the last answer
 * @param latencies of each request, in microseconds
 * @param late how many were sent later than a schedule says; empty where there was none
 * @param failure what went wrong, which ended the round; null where nothing did
 */
public record Round(
        long requests,
        Duration elapsed,
        Histogram latencies,
        OptionalLong late,
        @Nullable String failure) {
    private static final long LONGEST_MICROS = 120_000_000;
    private static final int DIGITS = 3;

    /** One that keeps no schedule. */
    public Round(long requests, Duration elapsed, Histogram latencies, @Nullable String failure) {
        this(requests, elapsed, latencies, OptionalLong.empty(), failure);
    }

    /** Requests per second. */
    public double rate() {
        return requests / (elapsed.toNanos() / 1e9);
    }

    /** One that takes up to two minutes, to three digits. */
    public static Histogram histogram() {
        return new Histogram(LONGEST_MICROS, DIGITS);
    }

    /** Notes a latency. */
    public static void record(Histogram latencies, long nanos) {
        latencies.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
    }
}
