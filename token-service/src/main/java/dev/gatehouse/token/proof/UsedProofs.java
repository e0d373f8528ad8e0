package dev.gatehouse.token.proof;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The proofs of late, in Redis, so that each is taken once, by whichever replica (RFC 9449, section 11.1); and since when Redis
 * remembers them, by its own clock: what was used before it lost its data, it does not know. Never blocks.
 */
@Startup
@Singleton
class UsedProofs {
    private static final Logger LOG = Logger.getLogger(UsedProofs.class);
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final String SINCE = "token:dpop:since";
    /** The time since when Redis remembers, where the proof is new; nothing where it was used. */
    private static final Script USE = Script.of("""
            local since = redis.call('GET', KEYS[2])
            if not since then
              local time = redis.call('TIME')
              since = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
              redis.call('SET', KEYS[2], since)
            end
            if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return since end
            return false
            """);
    /** Whoever begins makes keys first of all. */
    private static final Duration NEW = Duration.ofMinutes(1);

    private final ReactiveRedisDataSource redis;
    private final Database database;
    private final String life;

    UsedProofs(ReactiveRedisDataSource redis, Database database, ProofConfig config) {
        this.redis = redis;
        this.database = database;
        // From the earliest that it is taken to the latest.
        life = Long.toString(config.age().multipliedBy(2).plus(SLACK).toMillis());
    }

    @PostConstruct
    void start() {
        begin().subscribe()
                .with(done -> {}, e -> LOG.debugf("Redis remembers proofs from the first on: %s", e.getMessage()));
    }

    /** A new installation, by PostgreSQL, has nothing that Redis could have lost. Blocks, but not for Redis. */
    Uni<Void> begin() {
        boolean old = database.list(
                        row -> row.getBoolean("old"),
                        "select exists (select from token.signing_keys"
                                + " where created_at < clock_timestamp() - make_interval(secs => ?)) as old",
                        (double) NEW.toSeconds())
                .getFirst();
        return old
                ? Uni.createFrom().voidItem()
                : redis.execute("SET", SINCE, "0", "NX").replaceWithVoid();
    }

    /** Since when Redis remembers; empty where the proof was used before. From now on it was. */
    Uni<Optional<Instant>> first(DPoPProof.Proved proof) {
        return USE.run(
                        redis,
                        List.of("token:dpop:" + proof.jkt() + ":" + Secrets.sha256(proof.jti()), SINCE),
                        List.of(life))
                .map(since -> since == null
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(Long.parseLong(since.toString()))));
    }
}
