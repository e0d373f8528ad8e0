package dev.gatehouse.common.limit;

import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Counts in Redis, where all replicas of a service see it; counting and deciding are one step. */
@Singleton
public class Limiter {
    /** The time begins with the first of them. Gives the milliseconds that are left of it, or 0 where one more is fine. */
    private static final Script TAKE = Script.of("""
            local count = redis.call('INCR', KEYS[1])
            if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            if count > tonumber(ARGV[1]) then return redis.call('PTTL', KEYS[1]) end
            return 0
            """);

    private final ReactiveRedisDataSource redis;
    private final String prefix;

    /** @param service whose counts these are, such as {@code oauth-service}: keys begin with {@code oauth:} */
    public Limiter(ReactiveRedisDataSource redis, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.redis = redis;
        prefix = service.replace("-service", "") + ":limit:";
    }

    /**
     * Counts one more; fails where Redis is away. Never blocks.
     *
     * @param what is done, a word
     * @param who does it, or whom it is done to
     * @param most that may be done in {@code period}
     * @return seconds to wait where that was one too many, else 0
     */
    public Uni<Integer> count(String what, String who, int most, Duration period) {
        return TAKE.run(
                        redis,
                        List.of(prefix + what + ":" + Secrets.sha256(who)),
                        List.of(Integer.toString(most), Long.toString(period.toMillis())))
                .map(millis -> (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(millis.toLong(), 1000)));
    }

    /** As {@link #count}. Blocks. */
    public int take(String what, String who, int most, Duration period) {
        return count(what, who, most, period).await().indefinitely();
    }
}
