package dev.gatehouse.token.revocation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.standstill.Standstill;
import dev.gatehouse.token.access.AccessConfig;
import dev.gatehouse.token.apikey.ApiKeyStore;
import dev.gatehouse.token.grant.GrantStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica that is frozen between calls missed what others revoked: it looks before it lets anyone in. */
@QuarkusTest
@Timeout(60)
class FrozenReplicaTest {
    private static final String HEAD = "token:revoked:head";
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong millis = new AtomicLong();
    private final Database database;
    private final RevocationConfig config;
    private final AccessConfig access;
    private final ReactiveRedisDataSource reactive;
    private final RedisDataSource redis;
    private final Revocations another;
    private final GrantStore grants;
    private final ApiKeyStore apiKeys;
    private final Vertx vertx;
    private final ExecutorService threads;
    private RevocationTail tail;
    private Revocations frozen;

    @Inject
    FrozenReplicaTest(
            Database database,
            RevocationConfig config,
            AccessConfig access,
            ReactiveRedisDataSource reactive,
            RedisDataSource redis,
            Revocations another,
            GrantStore grants,
            ApiKeyStore apiKeys,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.database = database;
        this.config = config;
        this.access = access;
        this.reactive = reactive;
        this.redis = redis;
        this.another = another;
        this.grants = grants;
        this.apiKeys = apiKeys;
        this.vertx = vertx;
        this.threads = threads;
    }

    @BeforeEach
    void start() {
        var store = new RevocationStore(database, config) {
            @Override
            Since since(long position) {
                if (away.get()) {
                    throw new IllegalStateException("PostgreSQL is away");
                }
                return super.since(position);
            }
        };
        var index = new RevocationIndex(reactive);
        var catchingUp = new CatchingUp(store, index);
        var standstill = new Standstill(() -> 0, () -> Instant.ofEpochMilli(millis.get()));
        tail = new RevocationTail(
                store, catchingUp, reactive, config, new SimpleMeterRegistry(), standstill, vertx, threads);
        frozen = new RecordedRevocations(
                store, index, tail, catchingUp, grants, apiKeys, config, access, new SimpleMeterRegistry(), threads);
    }

    /** As after a failover to a copy that lagged, of which this replica was told nothing. */
    @Test
    void whatRedisLostMeanwhileIsRevokedAllTheSame() {
        Revoke session = session();
        another.revoke(session());
        tail.look();
        String before = redis.value(String.class).get(HEAD);
        assertFalse(revoked(session));
        another.revoke(session);
        redis.value(String.class).set(HEAD, before);
        redis.key().del("token:revoked:sid:" + session.value());
        freeze();
        assertTrue(revoked(session));
    }

    @Test
    void whoCannotLookAfterwardsLetsNobodyIn() {
        tail.look();
        freeze();
        away.set(true);
        assertThrows(RuntimeException.class, () -> revoked(session()));
        away.set(false);
        assertFalse(revoked(session()));
    }

    /** So that the one before has a reason. */
    @Test
    void whoGoesOnNeedNotLook() {
        another.revoke(session());
        tail.look();
        away.set(true);
        assertFalse(revoked(session()));
    }

    private void freeze() {
        millis.addAndGet(10_000);
    }

    private static Revoke session() {
        return new Revoke(Kind.sid, UUID.randomUUID().toString());
    }

    private boolean revoked(Revoke session) {
        return frozen.revoked(List.of(session), Instant.now().minusSeconds(60))
                .await()
                .atMost(Duration.ofSeconds(20));
    }
}
