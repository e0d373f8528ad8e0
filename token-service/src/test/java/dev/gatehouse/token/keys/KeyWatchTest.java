package dev.gatehouse.token.keys;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.token.keys.TestKeys.Settings;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands.ReactiveRedisSubscriber;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Replicas listen for the keys that others change. */
@QuarkusTest
class KeyWatchTest {
    private final Cryptography cryptography;
    private final ExecutorService threads;
    private final Database database;
    private final Vertx vertx;

    @Inject
    KeyWatchTest(Cryptography cryptography, @VirtualThreads ExecutorService threads, Database database, Vertx vertx) {
        this.cryptography = cryptography;
        this.threads = threads;
        this.database = database;
        this.vertx = vertx;
    }

    @Test
    void aSubscriptionThatEndsAsItBeginsIsFollowedByAnother() throws Exception {
        var subscribed = new Semaphore(0);
        TestKeys keys = new TestKeys(database, cryptography, TestKeys.Settings.of(Algorithm.EdDSA));
        var watch = new KeyWatch(keys.ring(threads), keys.rotation, keys.config, ending(subscribed), vertx, threads);
        watch.start();
        try {
            assertTrue(subscribed.tryAcquire(3, 30, TimeUnit.SECONDS));
        } finally {
            watch.stop(new ShutdownEvent());
        }
    }

    @Test
    void aRemovalThatNobodyIsToldOfIsNoticedBetweenTwoReadings() {
        TestKeys keys = new TestKeys(database, cryptography, new Seldom());
        KeyRing ring = keys.ring(threads);
        String removed = ring.signing(Algorithm.EdDSA).kid();
        var watch = new KeyWatch(ring, keys.rotation, keys.config, ending(new Semaphore(0)), vertx, threads);
        watch.start();
        try {
            // By a replica that cannot reach Redis.
            keys.rotation.replace(Algorithm.EdDSA);
            Instant end = Instant.now().plus(keys.config.refresh().dividedBy(2));
            while (ring.knows(removed) && Instant.now().isBefore(end)) {
                Thread.onSpinWait();
            }
            assertFalse(ring.knows(removed));
        } finally {
            watch.stop(new ShutdownEvent());
        }
    }

    /** Reads the keys so seldom that a test does not wait for it. */
    private record Seldom(Settings of) implements KeysConfig {
        private Seldom() {
            this(Settings.of(Algorithm.EdDSA));
        }

        @Override
        public Duration refresh() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Set<Algorithm> algorithms() {
            return of.algorithms();
        }

        @Override
        public List<String> sealingKeys() {
            return of.sealingKeys();
        }

        @Override
        public Duration rotation() {
            return of.rotation();
        }

        @Override
        public Duration jwksMaxAge() {
            return of.jwksMaxAge();
        }

        @Override
        public Duration reload() {
            return of.reload();
        }

        @Override
        public Duration margin() {
            return of.margin();
        }

        @Override
        public Duration longestToken() {
            return of.longestToken();
        }
    }

    private ReactiveRedisDataSource ending(Semaphore subscribed) {
        var subscriber = proxy(ReactiveRedisSubscriber.class, (self, method, arguments) -> {
            throw new UnsupportedOperationException();
        });
        var commands = proxy(ReactivePubSubCommands.class, (self, method, arguments) -> {
            // Before it is known to have begun.
            ((Runnable) arguments[2]).run();
            subscribed.release();
            return Uni.createFrom().item(subscriber);
        });
        return proxy(ReactiveRedisDataSource.class, (self, method, arguments) -> commands);
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(KeyWatchTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
