package dev.gatehouse.token.revocation;

import dev.gatehouse.common.standstill.Standstill;
import dev.gatehouse.token.revocation.RevocationStore.Gap;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands.ReactiveRedisSubscriber;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What this replica knows of the log: how far it has come, and each new revocation, once and in order. It looks when
 * another replica says so, and every {@link #PERIOD} in any case.
 *
 * <p>While Redis was away others may have revoked without a word of it reaching this replica, and Redis may have come back
 * as of earlier: until the log was looked at again, what this replica knows is in doubt. So it is after this process stood
 * still, when nobody looked.
 */
@Startup
@Singleton
class RevocationTail {
    /** Within so long every replica knows of a revocation, even where Redis told none. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(RevocationTail.class);
    private static final int PERIODS_A_PAGE = 60;
    private static final Duration[] STEPS = IntStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final RevocationStore store;
    private final CatchingUp catchingUp;
    private final ReactiveRedisDataSource redis;
    private final Standstill standstill;
    private final Vertx vertx;
    private final ExecutorService threads;
    private final Duration longestBlindness;
    private final Timer lag;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    /** One look at a time, so that listeners are told in order. */
    private final ReentrantLock looking = new ReentrantLock();

    private final AtomicLong known = new AtomicLong();
    /** Under {@link #looking}: up to where listeners were told. */
    private long told;

    /** When the last look at the log began that was not in vain, by our own clock. */
    private volatile long looked;

    private volatile List<Gap> gaps = List.of();

    private final AtomicLong doubts = new AtomicLong();
    /** Up to which standstill doubts were raised. */
    private volatile long stood;

    private final AtomicLong settled = new AtomicLong();
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicReference<@Nullable ReactiveRedisSubscriber> subscription = new AtomicReference<>();
    private long timer;
    private int periods;

    RevocationTail(
            RevocationStore store,
            CatchingUp catchingUp,
            ReactiveRedisDataSource redis,
            RevocationConfig config,
            MeterRegistry registry,
            Standstill standstill,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.catchingUp = catchingUp;
        this.redis = redis;
        longestBlindness = config.longestBlindness();
        this.standstill = standstill;
        this.vertx = vertx;
        this.threads = threads;
        lag = Timer.builder("gatehouse.revocation.lag")
                .description("From a revocation until this replica knew of it and told its listeners.")
                .serviceLevelObjectives(STEPS)
                .register(registry);
        Gauge.builder("gatehouse.revocation.log.age", this, RevocationTail::sinceLooked)
                .description("How long ago the log of revocations was last read.")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("gatehouse.revocation.listeners", listeners, Set::size)
                .description("Verifiers that listen for revocations at this replica.")
                .register(registry);
    }

    private double sinceLooked() {
        return (System.nanoTime() - looked) / 1e9;
    }

    @PostConstruct
    void start() {
        store.turnPages();
        stood = standstill.count();
        looked = System.nanoTime();
        told = store.head();
        gaps = store.gaps();
        know(told);
        var busy = new AtomicBoolean();
        timer = vertx.setPeriodic(PERIOD.toMillis(), ignored -> {
            // Also while a look hangs.
            endIfBlind();
            if (busy.compareAndSet(false, true)) {
                threads.execute(() -> {
                    try {
                        tick();
                    } finally {
                        busy.set(false);
                    }
                });
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** The last position of the log that this replica has heard of. */
    long known() {
        return known.get();
    }

    /** The log has come as far as {@code position}. */
    void know(long position) {
        known.accumulateAndGet(position, Math::max);
    }

    /** Whether {@code position} was lost with a database that was brought back: what was revoked after it nobody can tell. */
    boolean lost(long position) {
        // Asked for each token; mostly there are none.
        for (Gap gap : gaps) {
            if (gap.holds(position)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the log has lost something since it was at {@code position}. */
    boolean lostSince(long position) {
        return gaps.stream().anyMatch(gap -> position <= gap.upto());
    }

    /** Redis did not answer, or broke off: what it says next may be of earlier. */
    void doubt() {
        doubts.incrementAndGet();
    }

    /** Until it has looked at the log again, nothing that Redis says is to be believed. */
    boolean doubtful() {
        long now = standstill.count();
        if (now != stood) {
            // In this order: two who notice at once raise one doubt too many, never one too few.
            doubt();
            stood = now;
        }
        return settled.get() != doubts.get();
    }

    /** Who is told. */
    interface Listener {
        void told(Revocation revocation);

        /** Nothing more is told: what is revoked is not known here. */
        void lost();
    }

    /** Tells {@code listener} of each revocation after those that the log has by now, in their order, until it is removed. */
    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** Blocks. */
    void look() {
        looking.lock();
        try {
            long doubt = doubts.get();
            long begun = System.nanoTime();
            long before = known.get();
            RevocationStore.Since news = store.since(told);
            if (news.head() < before) {
                catchingUp.broughtBack(before);
                // Some of what they were told is no more, and there may be some at positions that they know.
                listeners.forEach(Listener::lost);
                news = store.since(told);
            }
            long read = System.nanoTime();
            gaps = store.gaps();
            know(news.head());
            news.revocations().forEach(revocation -> listeners.forEach(listener -> listener.told(revocation)));
            Instant now = news.at().plusNanos(System.nanoTime() - read);
            news.revocations().forEach(revocation -> lag.record(Duration.between(revocation.before(), now)));
            told = news.head();
            looked = begun;
            settled.accumulateAndGet(doubt, Math::max);
        } finally {
            looking.unlock();
        }
    }

    /** Lets all listeners go where the log could not be read for too long: a heartbeat would say that nothing was revoked. */
    void endIfBlind() {
        if (System.nanoTime() - looked > longestBlindness.toNanos()) {
            listeners.forEach(Listener::lost);
        }
    }

    /** Looks soon, once for however many ask meanwhile. */
    void lookSoon() {
        if (due.compareAndSet(false, true)) {
            threads.execute(() -> {
                due.set(false);
                attempt("look at", this::look);
            });
        }
    }

    private void tick() {
        attempt("look at", this::look);
        // What hangs is away, too: without a look at the log nothing of it is believed when it comes back.
        if (!attempt("listen for", this::listen) || !attempt("put into Redis", () -> know(catchingUp.run()))) {
            doubt();
        }
        if (++periods % PERIODS_A_PAGE == 0) {
            attempt("turn the pages of", store::turnPages);
        }
    }

    private void listen() {
        if (subscription.get() == null) {
            subscription.set(redis.pubsub(String.class)
                    .subscribe(RevocationIndex.CHANNEL, head -> lookSoon(), this::broken, failure -> broken())
                    .await()
                    .atMost(RevocationIndex.PATIENCE));
        }
    }

    private void broken() {
        doubt();
        subscription.set(null);
    }

    private static boolean attempt(String what, Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("could not %s the log of revocations: %s", what, e.getMessage());
            return false;
        }
    }
}
