package dev.gatehouse.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Drives a server in a closed loop: each caller has a connection, and sends its next request as soon as the last is answered.
 * That finds out how much can be done; how long callers wait who come when they like, {@link Schedule} does.
 */
public final class Load {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LOOK_MILLIS = 100;

    private final long end;
    private final Histogram latencies = Round.histogram();
    private long lastAnswer;

    private Load(long end) {
        this.end = end;
    }

    /** All dialogues with one server. */
    public static Round drive(URI server, List<Dialogue> dialogues, Duration time) {
        return drive(
                dialogues.stream().map(dialogue -> new Caller(server, dialogue)).toList(), time);
    }

    /**
     * Begins no request after {@code time}, and waits for those under way. The first answer that is not accepted ends
     * the round.
     */
    public static Round drive(List<Caller> callers, Duration time) {
        long start = System.nanoTime();
        var load = new Load(start + time.toNanos());
        String failure;
        try {
            failure = load.drive(callers);
        } catch (IOException e) {
            failure = "cannot connect to " + callers.getFirst().server() + ": " + e.getMessage();
        }
        return new Round(
                load.latencies.getTotalCount(),
                Duration.ofNanos(Math.max(1, load.lastAnswer - start)),
                load.latencies,
                failure);
    }

    private @Nullable String drive(List<Caller> callers) throws IOException {
        try (var connections = new Connections()) {
            for (Caller caller : callers) {
                connections.open(caller);
            }
            for (Connection connection : connections.all()) {
                connections.send(connection);
            }
            while (connections.failure() == null && connections.underWay() > 0) {
                connections.progress(LOOK_MILLIS, (connection, now) -> answered(connections, connection, now));
                long now = System.nanoTime();
                if (now > end
                        && connections.all().stream()
                                .anyMatch(one -> one.busy() && one.waiting(now) > PATIENCE_NANOS)) {
                    connections.fail("no answer within "
                            + Duration.ofNanos(PATIENCE_NANOS).toSeconds() + " s");
                }
            }
            return connections.failure();
        }
    }

    private void answered(Connections connections, Connection connection, long now) throws IOException {
        lastAnswer = now;
        if (connection.counts()) {
            Round.record(latencies, connection.took(now));
        }
        if (now < end) {
            connections.send(connection);
        }
    }
}
