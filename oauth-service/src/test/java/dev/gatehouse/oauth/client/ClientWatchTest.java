package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.Fixtures;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands.ReactiveRedisSubscriber;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replicas listen for the clients that others change, whatever becomes of their subscription. */
@QuarkusTest
class ClientWatchTest {
    private final ClientAdministration administration;
    private final ClientLookups lookups;
    private final ReactiveRedisDataSource redis;
    private final Vertx vertx;
    private final ExecutorService threads;

    @Inject
    ClientWatchTest(
            ClientAdministration administration,
            ClientLookups lookups,
            ReactiveRedisDataSource redis,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.administration = administration;
        this.lookups = lookups;
        this.redis = redis;
        this.vertx = vertx;
        this.threads = threads;
    }

    /** How the first subscription comes to nothing. */
    enum Mishap {
        FAILS,
        ENDS_AS_IT_BEGINS,
        IS_SILENT,
        NEVER_BEGINS
    }

    @ParameterizedTest
    @EnumSource
    void aSubscriptionThatComesToNothingIsFollowedByAnother(Mishap mishap) throws Exception {
        var clients = new Clients(lookups, redis);
        var watch = new ClientWatch(clients, failingAtFirst(mishap), vertx, threads);
        watch.start();
        try {
            within(clients::hearing);
        } finally {
            watch.stop(new ShutdownEvent());
        }
    }

    @Test
    void whoseConnectionBreaksHearsAgainAndForgetsWhatItMissed() throws Exception {
        String id = Fixtures.register(administration, "client_secret_basic")
                .client()
                .clientId();
        var clients = new Clients(lookups, redis);
        var watch = new ClientWatch(clients, redis, vertx, threads);
        watch.start();
        try {
            within(clients::hearing);
            assertEquals("An application", name(clients, id));
            redis.execute("CLIENT", "KILL", "TYPE", "pubsub").await().indefinitely();
            administration.change(id, Fixtures.metadata("Another", null, null, null, null, null, null, null));
            within(() -> clients.hearing() && name(clients, id).equals("Another"));
        } finally {
            watch.stop(new ShutdownEvent());
        }
    }

    private ReactiveRedisDataSource failingAtFirst(Mishap mishap) {
        var failed = new AtomicBoolean();
        return proxy(ReactiveRedisDataSource.class, (self, method, arguments) -> {
            Object answer = call(redis, method, arguments);
            return answer instanceof ReactivePubSubCommands<?> commands
                    ? proxy(
                            ReactivePubSubCommands.class,
                            (its, command, given) ->
                                    command.getName().equals("subscribe") && failed.compareAndSet(false, true)
                                            ? subscription(mishap, (Runnable) given[2])
                                            : call(commands, command, given))
                    : answer;
        });
    }

    private static Uni<ReactiveRedisSubscriber> subscription(Mishap mishap, Runnable ended) {
        var subscriber = proxy(
                ReactiveRedisSubscriber.class,
                (self, method, arguments) -> Uni.createFrom().voidItem());
        return switch (mishap) {
            case FAILS -> Uni.createFrom().failure(new IllegalStateException("no Redis"));
            case ENDS_AS_IT_BEGINS ->
                Uni.createFrom().item(() -> {
                    ended.run();
                    return subscriber;
                });
            case IS_SILENT -> Uni.createFrom().item(subscriber);
            case NEVER_BEGINS -> Uni.createFrom().nothing();
        };
    }

    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(ClientWatchTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static String name(Clients clients, String id) {
        return clients.find(id).await().indefinitely().orElseThrow().clientName();
    }

    private static void within(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within twenty seconds");
            Thread.sleep(5);
        }
    }
}
