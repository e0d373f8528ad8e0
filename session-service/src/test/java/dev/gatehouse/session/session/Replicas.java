package dev.gatehouse.session.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.session.session.SessionStore.Shown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.hash.ReactiveHashCommands;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Two replicas with one Redis, and a user who signs in at either. */
final class Replicas {
    final UUID user = UUID.randomUUID();
    final Instant now = Instant.now();
    final SessionStore here;
    final SessionStore there;
    private final ReactiveHashCommands<String, String, String> hashes;

    Replicas(ReactiveRedisDataSource redis, SessionConfig config) {
        here = new SessionStore(redis, config, new SimpleMeterRegistry());
        there = new SessionStore(redis, config, new SimpleMeterRegistry());
        hashes = redis.hash(String.class);
    }

    Shown open(int number) {
        return open(number, now);
    }

    Shown open(int number, Instant opened) {
        var shown = new Shown(Secrets.random(), stored(Samples.session(user, Samples.sid(number), opened)));
        assertTrue(done((number % 2 == 0 ? here : there).open(shown.cookie(), shown.session(), null, moment()))
                .isPresent());
        return shown;
    }

    /** By the clock that tells who began to sign in before all was ended. */
    long moment() {
        return done(here.moment());
    }

    static Session stored(Session session) {
        return SessionCodec.read(SessionCodec.write(session)).orElseThrow();
    }

    Optional<String> sidOf(String cookie) {
        return done(here.find(cookie)).map(Session::sid);
    }

    List<String> listed() {
        return done(there.ofUser(user)).stream().map(Session::sid).toList();
    }

    /** Names of what others are still to be told of. */
    Set<String> ending() {
        return done(hashes.hgetall(EndingStore.KEY)).entrySet().stream()
                .map(entry -> Ended.read(entry.getKey(), entry.getValue()))
                .filter(ended -> ended.subject().equals(user))
                .map(Ended::name)
                .collect(Collectors.toSet());
    }

    /** As the step that ends it is told of one. */
    Ended ended(int number) {
        return ended(Samples.sid(number));
    }

    Ended ended(String sid) {
        return new Ended(sid, user, now);
    }

    interface Step<T> {
        T of(int number);
    }

    /** All at the same moment, as far as that goes. */
    static <T> List<T> inParallel(int times, Step<T> step) {
        try {
            return inParallel(IntStream.range(0, times)
                    .<Callable<T>>mapToObj(number -> () -> step.of(number))
                    .toList());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> List<T> inParallel(List<Callable<T>> steps) throws InterruptedException, ExecutionException {
        var outcomes = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> each : threads.invokeAll(steps)) {
                outcomes.add(each.get());
            }
        }
        return outcomes;
    }

    static <T extends @Nullable Object> T done(Uni<T> step) {
        return step.await().atMost(Duration.ofSeconds(20));
    }
}
