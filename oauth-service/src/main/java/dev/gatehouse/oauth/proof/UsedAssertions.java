package dev.gatehouse.oauth.proof;

import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** The assertions of late, in Redis until they expire, so that each is taken once, by whichever replica. Never blocks. */
@Singleton
class UsedAssertions {
    private final ReactiveRedisDataSource redis;

    UsedAssertions(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /** Whether it was not used before; from now on it was. */
    Uni<Boolean> first(Assertion.Spendable assertion) {
        long left = Duration.between(Instant.now(), assertion.until()).toMillis();
        String name = Secrets.sha256(assertion.clientId() + "\n" + assertion.jti());
        return redis.execute("SET", "oauth:assertion:" + name, "1", "NX", "PX", Long.toString(Math.max(left, 1)))
                .map(done -> done != null);
    }
}
