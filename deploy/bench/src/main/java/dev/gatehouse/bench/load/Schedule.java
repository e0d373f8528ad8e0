package dev.gatehouse.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Drives a server in an open model: requests are due at a fixed rate, whether those before were answered or not, as those of
 * callers who do not know of each other. Where every connection waits, another one is opened, up to a bound. How long a
 * request takes counts from when it was due: what a server lets wait, because it stands still, is seen whole.
 */
public final class Schedule {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What is sent within it is in time: the load tool and the servers share their processors. */
    private static final long IN_TIME_NANOS = Duration.ofMillis(5).toNanos();

    /** The selector knows no less. */
    private static final long MILLI = 1_000_000;

    private static final long NAP_NANOS = 50_000;
    private static final long LOOK_NANOS = 100 * MILLI;
    private static final int MOST_CONNECTIONS = 1000;

    private final List<Caller> callers;
    private final long start;
    private final double interval;
    private final long total;
    private final long end;
    private final Histogram latencies = Round.histogram();
    private final ArrayDeque<Connection> free = new ArrayDeque<>();
    private long sent;
    private long late;
    private long lastAnswer;

    private Schedule(List<Caller> callers, double rate, Duration time) {
        this.callers = callers;
        this.interval = 1e9 / rate;
        this.total = Math.max(1, Math.round(rate * time.toNanos() / 1e9));
        this.start = System.nanoTime();
        this.end = start + time.toNanos();
    }

    /**
     * Sends all that is due within {@code time}, and waits for the answers. The first that is not accepted ends the round, and so
     * does a server that is far behind.
     *
     * @param rate requests a second
     */
    public static Round drive(List<Caller> callers, double rate, Duration time) {
        try (var connections = new Connections()) {
            // Opened, and prepared, before the first request is due.
            var unscheduled = new Schedule(callers, rate, time);
            String failure = unscheduled.prepare(connections);
            if (failure != null) {
                return new Round(0, Duration.ofNanos(1), unscheduled.latencies, failure);
            }
            var schedule = new Schedule(callers, rate, time);
            schedule.free.addAll(unscheduled.free);
            return schedule.keep(connections);
        } catch (IOException e) {
            return new Round(
                    0,
                    Duration.ofNanos(1),
                    Round.histogram(),
                    "cannot connect to " + callers.getFirst().server() + ": " + e.getMessage());
        }
    }

    private @Nullable String prepare(Connections connections) throws IOException {
        for (Caller caller : callers) {
            ready(connections, connections.open(caller));
        }
        long patient = System.nanoTime() + PATIENCE.toNanos();
        while (connections.failure() == null && connections.underWay() > 0) {
            connections.progress(1, (connection, now) -> ready(connections, connection));
            if (System.nanoTime() > patient) {
                connections.fail("nothing could be prepared within " + PATIENCE.toSeconds() + " s");
            }
        }
        return connections.failure();
    }

    private Round keep(Connections connections) throws IOException {
        while (connections.failure() == null && (sent < total || connections.underWay() > 0)) {
            sendWhatIsDue(connections);
            connections.progress(untilNext(), (connection, now) -> answered(connections, connection, now));
            if (System.nanoTime() > end + PATIENCE.toNanos()) {
                connections.fail((total - latencies.getTotalCount()) + " of " + total + " requests are not answered "
                        + PATIENCE.toSeconds() + " s after the last was due");
            }
        }
        return new Round(
                latencies.getTotalCount(),
                Duration.ofNanos(Math.max(end, lastAnswer) - start),
                latencies,
                OptionalLong.of(late),
                connections.failure());
    }

    /** Milliseconds until the next is due, or an answer may have come for it to be sent; naps where they are less than one. */
    private long untilNext() {
        long nanos = sent == total ? LOOK_NANOS : due(sent) - System.nanoTime();
        if (nanos > 0 && nanos < MILLI) {
            LockSupport.parkNanos(Math.min(nanos, NAP_NANOS));
            return 0;
        }
        // Overdue: no connection is free.
        return nanos <= 0 ? 1 : Math.min(nanos, LOOK_NANOS) / MILLI;
    }

    private void sendWhatIsDue(Connections connections) throws IOException {
        long now = System.nanoTime();
        while (sent < total && due(sent) <= now) {
            Connection connection = free.isEmpty() ? another(connections) : free.poll();
            if (connection == null) {
                return;
            }
            long due = due(sent++);
            late += now - due > IN_TIME_NANOS ? 1 : 0;
            connection.begin(due);
            connections.send(connection);
            now = System.nanoTime();
        }
    }

    private long due(long number) {
        return start + (long) (number * interval);
    }

    /** Null where there is none to be had. */
    private @Nullable Connection another(Connections connections) throws IOException {
        int count = connections.all().size();
        if (count >= MOST_CONNECTIONS) {
            return null;
        }
        Caller like = callers.get(count % callers.size());
        var dialogue = like.dialogue().another();
        return dialogue.isEmpty() ? null : connections.open(new Caller(like.server(), dialogue.get()));
    }

    private void answered(Connections connections, Connection connection, long now) throws IOException {
        if (connection.working()) {
            if (!connection.counts()) {
                connections.send(connection);
                return;
            }
            lastAnswer = now;
            Round.record(latencies, connection.took(now));
        }
        ready(connections, connection);
    }

    /** It has nothing under way: what the next work needs beforehand is fetched, for which no time counts. */
    private void ready(Connections connections, Connection connection) throws IOException {
        if (connection.caller().dialogue().prepares()) {
            connections.send(connection);
        } else {
            free.add(connection);
        }
    }
}
