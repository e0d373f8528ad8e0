package dev.gatehouse.bench.result;

import dev.gatehouse.bench.load.Round;
import dev.gatehouse.bench.side.Row;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** What one side did in one row, over all rounds. */
public record Figure(Row row, String side, List<Sample> samples) {
    private static final double NANOS = 1e9;
    private static final double FULL_CORE = 0.85;

    /** Requests a second. */
    public double rate() {
        double seconds = sum(sample -> sample.round().elapsed()) / NANOS;
        return seconds == 0 ? 0 : requests() / seconds;
    }

    /** Requests a second, round by round. */
    public List<Double> rates() {
        return samples.stream()
                .map(sample -> sample.round().requests()
                        * NANOS
                        / sample.round().elapsed().toNanos())
                .toList();
    }

    public long requests() {
        return samples.stream().mapToLong(sample -> sample.round().requests()).sum();
    }

    /** Latency in milliseconds that {@code percent} of the requests stayed within. */
    public double latency(double percent) {
        Histogram all = Round.histogram();
        samples.forEach(sample -> all.add(sample.round().latencies()));
        return all.getValueAtPercentile(percent) / 1000.0;
    }

    /** How many were sent later than a schedule says; empty where there was none. */
    public OptionalLong late() {
        return samples.stream()
                .map(sample -> sample.round().late())
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .reduce(Long::sum);
    }

    /** CPU time of the services for each request, in milliseconds. */
    public double cpuMillis() {
        return perRequest(Sample::cpu);
    }

    /** CPU time of PostgreSQL and Redis for each request, in milliseconds. */
    public double storesMillis() {
        return perRequest(Sample::stores);
    }

    /** Cores that the load tool kept busy. */
    public double toolCores() {
        double elapsed = sum(sample -> sample.round().elapsed());
        return elapsed == 0 ? 0 : sum(Sample::tool) / elapsed;
    }

    /** Whether the load tool may have been what could do no more: it drives all connections from one thread. */
    public boolean toolLimits() {
        return toolCores() >= FULL_CORE;
    }

    /** Memory of the services after the last round, in megabytes. */
    public double residentMegabytes() {
        return samples.isEmpty() ? 0 : samples.getLast().resident() * 1024 / 1e6;
    }

    /** What went wrong first; empty where nothing did. */
    public Optional<String> failure() {
        return samples.stream()
                .map(sample -> sample.round().failure())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private double perRequest(Function<Sample, Duration> used) {
        long requests = requests();
        return requests == 0 ? 0 : sum(used) / 1e6 / requests;
    }

    private double sum(Function<Sample, Duration> part) {
        return samples.stream().map(part).mapToLong(Duration::toNanos).sum();
    }
}
