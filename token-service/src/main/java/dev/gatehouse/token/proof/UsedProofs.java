package dev.gatehouse.token.proof;

import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The proofs of late, in Redis, so that each is taken once, by whichever replica (RFC 9449, section 11.1). Never blocks. */
@Singleton
class UsedProofs {
    private static final Duration SLACK = Duration.ofSeconds(1);
    private final ReactiveRedisDataSource redis;
    private final String life;

    UsedProofs(ReactiveRedisDataSource redis, ProofConfig config) {
        this.redis = redis;
        // From the earliest that it is taken to the latest.
        life = Long.toString(config.age().multipliedBy(2).plus(SLACK).toMillis());
    }

    /** Whether it was not used before; from now on it was. */
    Uni<Boolean> first(DPoPProof.Proved proof) {
        return redis.execute(
                        "SET", "token:dpop:" + proof.jkt() + ":" + Secrets.sha256(proof.jti()), "1", "NX", "PX", life)
                .map(done -> done != null);
    }
}
