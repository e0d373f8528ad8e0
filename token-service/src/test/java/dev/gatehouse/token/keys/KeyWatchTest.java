package dev.gatehouse.token.keys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
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
