package dev.gatehouse.common.standstill;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Notices when this process stood still. Timers did not fire then, and what others told by Redis was not heard: whoever
 * answers from memory asks here first, and again once they have an answer.
 */
@Singleton
public class Standstill {
    /** How often a process shows itself that it goes on. */
    private static final Duration BEAT = Duration.ofSeconds(1);
    /** Without a beat for longer, it did not. */
    static final Duration LONGEST = Duration.ofSeconds(3);

    private final LongSupplier nanos;
    private final InstantSource clock;
    private final AtomicLong count = new AtomicLong();
    private volatile Beat last;
    private long timer;

    /** By two clocks: of a suspended machine the one stands still, too, and the other can be set. */
    private record Beat(long nanos, long millis) {}

    @Inject
    Standstill() {
        this(System::nanoTime, InstantSource.system());
    }

    /** By other clocks than the system's: one that only goes on, in nanoseconds, and one that tells the time of day. */
    public Standstill(LongSupplier nanos, InstantSource clock) {
        this.nanos = nanos;
        this.clock = clock;
        last = now();
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        timer = vertx.setPeriodic(BEAT.toMillis(), ignored -> beat());
    }

    void stop(@Observes ShutdownEvent event, Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    /** How often this process has stood still so far: more than before says that something was not heard. Never blocks. */
    public long count() {
        look(now());
        return count.get();
    }

    /** By one reading of the clocks: between two it could stand still, and nobody would see it. */
    void beat() {
        Beat now = now();
        look(now);
        last = now;
    }

    private void look(Beat now) {
        Beat seen = last;
        if (stoodStill(seen, now)) {
            notice(seen, now);
        }
    }

    /** Counts before it is forgotten: whoever asks at the same moment sees one of the two. */
    private synchronized void notice(Beat seen, Beat now) {
        if (last == seen) {
            count.incrementAndGet();
            last = now;
        }
    }

    private static boolean stoodStill(Beat before, Beat now) {
        return now.nanos() - before.nanos() > LONGEST.toNanos() || now.millis() - before.millis() > LONGEST.toMillis();
    }

    private Beat now() {
        return new Beat(nanos.getAsLong(), clock.millis());
    }
}
