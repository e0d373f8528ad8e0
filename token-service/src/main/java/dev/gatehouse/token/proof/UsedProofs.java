package dev.gatehouse.token.proof;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.revocation.Revocations;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The proofs of late, in Redis, so that each is taken once, by whichever replica (RFC 9449, section 11.1); and since when Redis
 * remembers them: what was used before it lost its data, it does not know. Never blocks.
 */
@Startup
@Singleton
class UsedProofs {
    private static final Logger LOG = Logger.getLogger(UsedProofs.class);
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final String SINCE = "token:dpop:since";
    /** The time since when Redis remembers, where the proof is new; nothing where it was used. */
    private static final String USE = """
            local since = redis.call('GET', KEYS[2])
            if not since then
              since = ARGV[2]
              redis.call('SET', KEYS[2], since)
            end
            if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return since end
            return false
            """;

    private final ReactiveRedisDataSource redis;
    private final Revocations revocations;
    private final String life;

    UsedProofs(ReactiveRedisDataSource redis, Revocations revocations, ProofConfig config) {
        this.redis = redis;
        this.revocations = revocations;
        // From the earliest that it is taken to the latest.
        life = Long.toString(config.age().multipliedBy(2).plus(SLACK).toMillis());
    }

    /** A new installation has nothing that Redis could have lost. */
    @PostConstruct
    void begin() {
        if (revocations.position() == 0) {
            redis.execute("SET", SINCE, "0", "NX")
                    .subscribe()
                    .with(done -> {}, e -> LOG.debugf("Redis remembers proofs from the first on: %s", e.getMessage()));
        }
    }

    /** Since when Redis remembers; empty where the proof was used before. From now on it was. */
    Uni<Optional<Instant>> first(DPoPProof.Proved proof) {
        return redis.execute(
                        "EVAL",
                        USE,
                        "2",
                        "token:dpop:" + proof.jkt() + ":" + Secrets.sha256(proof.jti()),
                        SINCE,
                        life,
                        Long.toString(System.currentTimeMillis()))
                .map(since -> since == null
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(Long.parseLong(since.toString()))));
    }
}
