package dev.gatehouse.identity.password;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * How long a refusal takes at least: as long as the slowest kind of hash that anyone has. Hashes from elsewhere can cost ten
 * times what ours do, and nobody is to learn from that who was imported. Waiting costs no processor; a right password does
 * not wait, and replaces the hash.
 */
@Singleton
public class RefusalTime {
    /** Nobody waits longer, whatever was imported. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Logger LOG = Logger.getLogger(RefusalTime.class);
    private final ForeignHashStore store;
    private final PasswordHasher hasher;
    private final Vertx vertx;
    private final ExecutorService threads;
    private volatile Duration least = Duration.ZERO;
    private long timer;

    RefusalTime(ForeignHashStore store, PasswordHasher hasher, Vertx vertx, @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.hasher = hasher;
        this.vertx = vertx;
        this.threads = threads;
    }

    void start(@Observes StartupEvent event) {
        threads.execute(this::measure);
        // In a context of its own, as a request has one: that of the timer is everybody's.
        timer = vertx.setPeriodic(
                EVERY.toMillis(),
                id -> VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
                        .runOnContext(started -> threads.execute(this::measure)));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Measures each kind of hash from elsewhere that there is by now; blocks. */
    public void measure() {
        try {
            least = store.samples().stream()
                    .filter(hasher::outdated)
                    .map(hasher::cost)
                    .max(Duration::compareTo)
                    .map(cost -> cost.compareTo(LONGEST) > 0 ? LONGEST : cost)
                    .orElse(Duration.ZERO);
        } catch (RuntimeException e) {
            LOG.warnf("the cost of hashes from elsewhere was not measured: %s", e.getMessage());
        }
    }

    /** Zero where all hashes are ours. */
    Duration least() {
        return least;
    }

    /** Blocks until a refusal of what {@code began}, by {@link System#nanoTime}, may be told. */
    public void await(long began) {
        long rest = least.toNanos() - (System.nanoTime() - began);
        try {
            if (rest > 0) {
                Thread.sleep(Duration.ofNanos(rest));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
