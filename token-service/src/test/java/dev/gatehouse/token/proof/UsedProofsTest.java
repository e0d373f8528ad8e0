package dev.gatehouse.token.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Since when Redis remembers which proofs were used. */
@QuarkusTest
class UsedProofsTest {
    private static final String SINCE = "token:dpop:since";
    private final UsedProofs used;
    private final RedisDataSource redis;
    private final Database database;

    @Inject
    UsedProofsTest(UsedProofs used, RedisDataSource redis, Database database) {
        this.used = used;
        this.redis = redis;
        this.database = database;
    }

    @BeforeEach
    void redisHasLostAll() {
        ProofMaker.forgotten(redis);
    }

    @AfterEach
    void redisHasLostNothing() {
        ProofMaker.remembered(redis);
        database.update("update token.signing_keys set created_at = least(activates_at, clock_timestamp())");
    }

    @Test
    void aNewInstallationHasNothingToLose() {
        age(Duration.ofSeconds(5));
        used.begin().await().indefinitely();
        assertEquals("0", since());
        assertEquals(Optional.of(Instant.EPOCH), first("a"));
        assertEquals(Optional.empty(), first("a"));
    }

    /** Whatever else it lacks. */
    @Test
    void anyOtherMayHaveLostThem() {
        age(Duration.ofMinutes(2));
        used.begin().await().indefinitely();
        assertNull(since());
        Instant before = redisNow();
        Instant remembered = first("b").orElseThrow();
        assertTrue(!remembered.isBefore(before) && !remembered.isAfter(redisNow()), remembered.toString());
        assertEquals(Optional.of(remembered), first("c"), "from then on");
    }

    private Optional<Instant> first(String jti) {
        return used.first(new DPoPProof.Proved("key", jti, null, Instant.now()))
                .await()
                .indefinitely();
    }

    private @Nullable String since() {
        return redis.value(String.class).get(SINCE);
    }

    private Instant redisNow() {
        var time = redis.execute("TIME");
        return Instant.ofEpochSecond(time.get(0).toLong(), time.get(1).toLong() / 1000 * 1_000_000);
    }

    private void age(Duration age) {
        database.update(
                "update token.signing_keys set created_at = clock_timestamp() - make_interval(secs => ?)",
                (double) age.toSeconds());
    }
}
