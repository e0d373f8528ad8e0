package dev.gatehouse.token.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.lookup.Lookups;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LookupsTest {
    @Inject
    Redis bare;

    @Inject
    RedisDataSource redis;

    @Inject
    Vertx vertx;

    private final String key = "token:lookups-test:" + UUID.randomUUID() + ":";

    @Test
    void eachGetsWhatItAskedForInItsOrder() {
        redis.value(String.class).setex(key + "a", 60, "one");
        redis.value(String.class).setex(key + "b", 60, "two");
        Lookups.Values values = new Lookups(bare)
                .get(key + "b", key + "none", key + "a")
                .await()
                .atMost(Duration.ofSeconds(5));
        assertEquals("two", values.get(0));
        assertNull(values.get(1));
        assertEquals("one", values.get(2));
    }

    @Test
    void whatOneTurnAsksForGoesInOneCommandAndComesBackToEachOnItsOwnContext() {
        IntStream.range(0, 40).forEach(i -> redis.value(String.class).setex(key + i, 60, "value " + i));
        long before = commands();
        List<String> came = inOneTurn(40, i -> new String[] {key + i, key + "none", key + (39 - i)});
        assertEquals(
                IntStream.range(0, 40)
                        .mapToObj(i -> "value " + i + ", null, value " + (39 - i))
                        .toList(),
                came);
        // The tests of this service run one after the other; what else it does in the background reads once or twice.
        long sent = commands() - before;
        assertTrue(sent < 10, () -> sent + " commands");
    }

    @Test
    void moreKeysThanOneCommandTakesGoInSeveral() {
        int many = 3 * 500 + 1;
        redis.value(String.class).setex(key + (many - 1), 60, "the last");
        long before = commands();
        List<String> came = inOneTurn(many, i -> new String[] {key + i});
        assertTrue(commands() - before >= 4);
        assertEquals(many, came.size());
        assertEquals("the last", came.getLast());
        assertEquals(many - 1, came.stream().filter("null"::equals).count());
    }

    @Test
    void whoeverAsksIsToldThatRedisCannotBeAsked() {
        var thrown = new IllegalStateException("closed");
        var failure = assertThrows(
                CompletionException.class,
                () -> inOneTurn(failing(() -> {
                    throw thrown;
                })));
        assertSame(thrown, failure.getCause());
        var told = new IllegalStateException("connection lost");
        failure = assertThrows(CompletionException.class, () -> inOneTurn(failing(() -> Future.failedFuture(told))));
        assertSame(told, failure.getCause());
    }

    private static Redis failing(Supplier<Future<?>> answer) {
        return (Redis) Proxy.newProxyInstance(
                Redis.class.getClassLoader(), new Class<?>[] {Redis.class}, (proxy, method, arguments) -> answer.get());
    }

    @Test
    void theNextTurnIsAnsweredToo() {
        redis.value(String.class).setex(key + "a", 60, "one");
        for (int turn = 0; turn < 3; turn++) {
            assertEquals(List.of("one", "one"), inOneTurn(2, i -> new String[] {key + "a"}));
        }
    }

    private void inOneTurn(Redis of) {
        inOneTurn(of, 2, i -> new String[] {key + i});
    }

    private List<String> inOneTurn(int requests, Function<Integer, String[]> keys) {
        return inOneTurn(bare, requests, keys);
    }

    /** What so many requests are answered that one event loop has at once, each on a context of its own. */
    private List<String> inOneTurn(Redis of, int requests, Function<Integer, String[]> keys) {
        var lookups = new Lookups(of);
        var answers = new ArrayList<CompletableFuture<String>>();
        IntStream.range(0, requests).forEach(i -> answers.add(new CompletableFuture<>()));
        Context loop = VertxContext.getRootContext(vertx.getOrCreateContext());
        loop.runOnContext(turn -> IntStream.range(0, requests).forEach(i -> {
            Context own = VertxContext.createNewDuplicatedContext(loop);
            ((ContextInternal) own)
                    .dispatch(() -> lookups.get(keys.apply(i))
                            .subscribe()
                            .with(
                                    values -> {
                                        try {
                                            assertSame(own, Vertx.currentContext());
                                            answers.get(i).complete(text(values, keys.apply(i).length));
                                        } catch (Throwable e) {
                                            answers.get(i).completeExceptionally(e);
                                        }
                                    },
                                    answers.get(i)::completeExceptionally));
        }));
        return answers.stream()
                .map(answer -> answer.orTimeout(5, TimeUnit.SECONDS).join())
                .toList();
    }

    private static String text(Lookups.Values values, int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> Objects.toString(values.get(i)))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    }

    /** How many MGET Redis has run. */
    private long commands() {
        String all = redis.execute("INFO", "commandstats").toString();
        int at = all.indexOf("cmdstat_mget:calls=");
        return at < 0
                ? 0
                : Long.parseLong(
                        all.substring(at + "cmdstat_mget:calls=".length()).split(",")[0]);
    }
}
