package dev.gatehouse.oauth.limit;

import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts in Redis, where all replicas see it; counting and deciding are one step. Never blocks. */
@Singleton
public class Limiter {
    /** The time begins with the first of them. Gives the milliseconds that are left of it, or 0 where one more is fine. */
    private static final String TAKE = """
            local count = redis.call('INCR', KEYS[1])
            if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            if count > tonumber(ARGV[1]) then return redis.call('PTTL', KEYS[1]) end
            return 0
            """;

    private final ReactiveRedisDataSource redis;

    Limiter(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /**
     * Counts one more; fails where Redis is away.
     *
     * @param what is done, a word
     * @param who does it
     * @param most that may be done in {@code period}
     * @return seconds to wait where that was one too many, else 0
     */
    public Uni<Integer> take(String what, String who, int most, Duration period) {
        return redis.execute(
                        "EVAL",
                        TAKE,
                        "1",
                        "oauth:limit:" + what + ":" + Secrets.sha256(who),
                        Integer.toString(most),
                        Long.toString(period.toMillis()))
                .map(millis -> Math.toIntExact(Math.ceilDiv(millis.toLong(), 1000)));
    }
}
