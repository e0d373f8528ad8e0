package dev.gatehouse.token.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** What Redis drops by itself, the index would take for not revoked. */
@QuarkusTest
class NothingEvictedTest {
    private final RedisDataSource redis;
    private final ReactiveRedisDataSource reactive;

    @Inject
    NothingEvictedTest(RedisDataSource redis, ReactiveRedisDataSource reactive) {
        this.redis = redis;
        this.reactive = reactive;
    }

    @Test
    void aRedisThatDropsWhatItWasToldIsNotReady() {
        try {
            for (String policy : List.of("allkeys-lru", "volatile-ttl")) {
                set("maxmemory", "1gb");
                set("maxmemory-policy", policy);
                assertEquals(Status.DOWN, status(), policy);
                set("maxmemory-policy", "noeviction");
                assertEquals(Status.UP, status());
                set("maxmemory", "0");
                set("maxmemory-policy", policy);
                assertEquals(Status.UP, status(), policy);
            }
        } finally {
            set("maxmemory", "0");
            set("maxmemory-policy", "noeviction");
        }
    }

    @Test
    void whatIsNotToldIsNoReason() {
        assertEquals(Optional.empty(), NothingEvicted.evicting(""));
        assertEquals(Optional.empty(), NothingEvicted.evicting("maxmemory:5\r\n"));
        assertEquals(
                Optional.of("allkeys-lru"),
                NothingEvicted.evicting("# Memory\r\nmaxmemory:5\r\nmaxmemory_policy:allkeys-lru\r\n"));
    }

    private Status status() {
        return new NothingEvicted(reactive).call().await().indefinitely().getStatus();
    }

    private void set(String name, String value) {
        redis.execute("CONFIG", "SET", name, value);
    }
}
