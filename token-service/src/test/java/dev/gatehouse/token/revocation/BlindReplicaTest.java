package dev.gatehouse.token.revocation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.standstill.Standstill;
import dev.gatehouse.token.revocation.RevocationFeed.Told;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica that cannot read the log of revocations does not go on as if there were none. */
@QuarkusTest
@Timeout(60)
class BlindReplicaTest {
    private final AtomicBoolean away = new AtomicBoolean();
    private final Database database;
    private final RevocationConfig config;
    private final ReactiveRedisDataSource redis;
    private final ObjectMapper json;
    private final Standstill standstill;
    private final Vertx vertx;
    private final ExecutorService threads;

    @Inject
    BlindReplicaTest(
            Database database,
            RevocationConfig config,
            ReactiveRedisDataSource redis,
            ObjectMapper json,
            Standstill standstill,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.database = database;
        this.config = config;
        this.redis = redis;
        this.json = json;
        this.standstill = standstill;
        this.vertx = vertx;
        this.threads = threads;
    }

    @Test
    void itLetsItsListenersGoOnceItIsBlindForTooLong() throws Exception {
        RevocationTail tail = tail(Duration.ZERO);
        CompletableFuture<List<Told>> told = listen(tail, Duration.ZERO);
        away.set(true);
        assertThrows(IllegalStateException.class, tail::look);
        assertFalse(told.isDone());
        tail.endIfBlind();
        // With all that it was told before.
        assertInstanceOf(RevocationFeed.Reached.class, told.get().getLast());
    }

    @Test
    void itKeepsThemMeanwhile() {
        RevocationTail tail = tail(Duration.ofHours(1));
        CompletableFuture<List<Told>> told = listen(tail, Duration.ofHours(1));
        away.set(true);
        assertThrows(IllegalStateException.class, tail::look);
        tail.endIfBlind();
        assertFalse(told.isDone());
    }

    private RevocationStore store() {
        return new RevocationStore(database, config) {
            @Override
            Since since(long position) {
                if (away.get()) {
                    throw new IllegalStateException("PostgreSQL is away");
                }
                return super.since(position);
            }
        };
    }

    private RevocationTail tail(Duration longestBlindness) {
        RevocationStore store = store();
        var tail = new RevocationTail(
                store,
                new CatchingUp(store, new RevocationIndex(redis)),
                redis,
                new Settings(longestBlindness),
                new SimpleMeterRegistry(),
                standstill,
                vertx,
                threads);
        tail.look();
        return tail;
    }

    private CompletableFuture<List<Told>> listen(RevocationTail tail, Duration longestBlindness) {
        return new RevocationFeed(tail, store(), json, new Settings(longestBlindness), threads)
                .open(tail.known())
                .await()
                .indefinitely()
                .orElseThrow()
                .collect()
                .asList()
                .subscribeAsCompletionStage();
    }

    private record Settings(Duration longestBlindness) implements RevocationConfig {
        @Override
        public Duration retention() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration userRetention() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration heartbeat() {
            return Duration.ofSeconds(15);
        }

        @Override
        public int streams() {
            return 1;
        }

        @Override
        public Duration streamLife() {
            return Duration.ofMinutes(15);
        }
    }
}
