package dev.gatehouse.token.keys;

import dev.gatehouse.common.request.Rounds;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys anew every {@code refresh}, and when a replica says that it changed them; and rotates them when that is
 * due. What a replica is not told it reads a little later. A removal has to be known at once: whether there was one it asks
 * PostgreSQL ten times as often, for Redis may have told nobody.
 */
@Startup
@Singleton
class KeyWatch {
    private static final Logger LOG = Logger.getLogger(KeyWatch.class);
    private static final String CHANNEL = "token:keys";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KeyRing ring;
    private final KeyRotation rotation;
    private final KeysConfig config;
    private final ReactiveRedisDataSource redis;
    private final ExecutorService threads;
    private final Duration between;
    private final Rounds glances;
    private final Rounds looks;
    private volatile @Nullable Ear ear;

    KeyWatch(
            KeyRing ring,
            KeyRotation rotation,
            KeysConfig config,
            ReactiveRedisDataSource redis,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.ring = ring;
        this.rotation = rotation;
        this.config = config;
        this.redis = redis;
        this.threads = threads;
        between = config.refresh().dividedBy(10).plusMillis(1);
        glances = new Rounds("nobody knows whether a signing key was removed", between, vertx, threads);
        // Replicas that were started at once do not ask at once for ever.
        long longest = config.refresh().toMillis();
        Duration every = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest * 3 / 4, longest + 1) + 1);
        looks = new Rounds("the signing keys wait to be looked after", every, vertx, threads);
    }

    @PostConstruct
    void start() {
        threads.execute(this::listen);
        looks.begin(() -> {
            listen();
            look();
        });
        glances.begin(this::glance);
    }

    void stop(@Observes ShutdownEvent event) {
        looks.stop();
        glances.stop();
    }

    /** Tells every replica to read the keys. Where Redis is away, waits until each has looked for itself. Blocks. */
    void tell() {
        try {
            redis.pubsub(String.class).publish(CHANNEL, "").await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf("the other replicas were not told to read the keys, and look for themselves: %s", e.getMessage());
            LockSupport.parkNanos(between.multipliedBy(3).toNanos());
        }
    }

    private void glance() {
        try {
            if (ring.outdated()) {
                ring.reload().join();
            }
        } catch (RuntimeException e) {
            LOG.debugf("could not ask which signing keys there are: %s", e.getMessage());
        }
    }

    private void look() {
        try {
            Keys read = ring.reload().join();
            boolean done = false;
            for (Algorithm algorithm : config.algorithms()) {
                done |= rotation.keepUp(algorithm, read);
            }
            if (done) {
                ring.reload().join();
            }
        } catch (RuntimeException e) {
            LOG.warnf("could not look after the signing keys: %s", e.getMessage());
        }
    }

    private void listen() {
        Ear before = ear;
        if (before != null && before.open) {
            return;
        }
        var next = new Ear();
        ear = next;
        try {
            redis.pubsub(String.class)
                    .subscribe(
                            CHANNEL,
                            ignored -> threads.execute(this::look),
                            () -> next.open = false,
                            failure -> next.open = false)
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException e) {
            next.open = false;
            LOG.debugf("could not listen for changes of the signing keys: %s", e.getMessage());
        }
    }

    /** One subscription, which can end before it is known to have begun. */
    private static final class Ear {
        private volatile boolean open = true;
    }
}
