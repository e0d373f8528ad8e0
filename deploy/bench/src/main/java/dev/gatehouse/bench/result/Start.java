package dev.gatehouse.bench.result;

import java.time.Duration;
import java.util.List;

/** How long a side took from the start of its first process until all was ready, each time. */
public record Start(String side, List<Duration> times) {

    /** In milliseconds. */
    public double median() {
        List<Duration> sorted = times.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double upper = millis(sorted.get(middle));
        return sorted.size() % 2 == 1 ? upper : (upper + millis(sorted.get(middle - 1))) / 2;
    }

    /** The longest, in milliseconds. */
    public double slowest() {
        return times.stream().mapToDouble(Start::millis).max().orElse(0);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
