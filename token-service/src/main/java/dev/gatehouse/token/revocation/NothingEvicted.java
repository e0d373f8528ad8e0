package dev.gatehouse.token.revocation;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Not ready before a Redis that drops what it was told where memory is short: whatever mark of a revocation it drops, its token
 * would count again, for the position of the index says that all is there. Never blocks.
 */
@Readiness
@Singleton
class NothingEvicted implements AsyncHealthCheck {
    private static final Logger LOG = Logger.getLogger(NothingEvicted.class);
    private static final String NAME = "Redis keeps revocations";
    private static final String KEEPING = "noeviction";

    private final ReactiveRedisDataSource redis;
    private final AtomicBoolean told = new AtomicBoolean();

    NothingEvicted(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /** A Redis that is away, or does not tell, is another check's business. */
    @Override
    public Uni<HealthCheckResponse> call() {
        return redis.execute("INFO", "memory")
                .map(info -> evicting(info == null ? "" : info.toString()))
                .ifNoItem()
                .after(RevocationIndex.PATIENCE)
                .recoverWithItem(Optional.empty())
                .onFailure()
                .recoverWithItem(Optional.empty())
                .map(policy -> policy.map(this::down).orElseGet(this::up));
    }

    private HealthCheckResponse up() {
        told.set(false);
        return HealthCheckResponse.up(NAME);
    }

    private HealthCheckResponse down(String policy) {
        if (told.compareAndSet(false, true)) {
            LOG.errorf(
                    "Redis has the maxmemory-policy %s, which drops revocations: set it to %s, or maxmemory to 0",
                    policy, KEEPING);
        }
        return HealthCheckResponse.named(NAME)
                .down()
                .withData("maxmemory-policy", policy)
                .build();
    }

    /** The policy by which something is dropped; empty where nothing is, or that is not told. */
    static Optional<String> evicting(String info) {
        return value(info, "maxmemory")
                .filter(most -> !most.equals("0"))
                .flatMap(most -> value(info, "maxmemory_policy"))
                .filter(policy -> !policy.equals(KEEPING));
    }

    private static Optional<String> value(String info, String name) {
        return info.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst();
    }
}
