package dev.gatehouse.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Drives a server: each dialogue has a connection, and sends its next request as soon as the last is answered. */
public final class Load {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int SHOWN = 300;

    private final long end;
    private final Histogram latencies = Round.histogram();
    private @Nullable String failure;
    private long lastAnswer;
    private int underWay;

    private Load(long end) {
        this.end = end;
    }

    /**
     * Begins no request after {@code time}, and waits for those under way. The first answer that is not accepted ends
     * the round.
     */
    public static Round drive(URI server, List<Dialogue> dialogues, Duration time) {
        long start = System.nanoTime();
        var load = new Load(start + time.toNanos());
        try {
            load.drive(new InetSocketAddress(server.getHost(), server.getPort()), dialogues);
        } catch (IOException e) {
            load.failure = "cannot connect to " + server + ": " + e.getMessage();
        }
        return new Round(
                load.latencies.getTotalCount(),
                Duration.ofNanos(Math.max(1, load.lastAnswer - start)),
                load.latencies,
                load.failure);
    }

    private void drive(InetSocketAddress server, List<Dialogue> dialogues) throws IOException {
        var connections = new ArrayList<Connection>();
        try (Selector selector = Selector.open()) {
            for (Dialogue dialogue : dialogues) {
                connections.add(new Connection(server, dialogue, selector));
            }
            for (Connection connection : connections) {
                connection.send();
            }
            underWay = connections.size();
            while (failure == null && underWay > 0) {
                selector.select(this::progress, 100);
                long now = System.nanoTime();
                if (now > end && connections.stream().anyMatch(c -> c.busy() && c.waiting(now) > PATIENCE_NANOS)) {
                    failure = "no answer within "
                            + Duration.ofNanos(PATIENCE_NANOS).toSeconds() + " s";
                }
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private void progress(SelectionKey key) {
        if (!(key.attachment() instanceof Connection connection) || failure != null) {
            return;
        }
        try {
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable()) {
                connection.receive().ifPresent(answer -> answered(connection, answer));
            }
        } catch (IOException | Answer.Malformed e) {
            failure = e.getMessage();
        }
    }

    private void answered(Connection connection, Answer answer) {
        long now = System.nanoTime();
        underWay--;
        if (!connection.accepts(answer)) {
            String body = answer.text();
            failure = "answer " + answer.status() + ": " + body.substring(0, Math.min(SHOWN, body.length()));
            return;
        }
        lastAnswer = now;
        if (connection.counts()) {
            Round.record(latencies, connection.waiting(now));
        }
        if (now < end) {
            try {
                connection.send();
                underWay++;
            } catch (IOException e) {
                failure = e.getMessage();
            }
        }
    }
}
