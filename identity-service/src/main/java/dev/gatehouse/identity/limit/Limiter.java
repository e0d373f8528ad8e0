package dev.gatehouse.identity.limit;

import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts in Redis, where all replicas see it; counting and deciding are one step. */
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
     * Counts one more.
     *
     * @param what is done, such as {@code recovery}
     * @param who does it, or whom it is done to
     * @param most that may be done in {@code period}
     * @return seconds to wait where that was one too many, else 0
     */
    public int take(String what, String who, int most, Duration period) {
        long millis = redis.execute(
                        "EVAL",
                        TAKE,
                        "1",
                        "identity:limit:" + what + ":" + Secrets.sha256(who),
                        Integer.toString(most),
                        Long.toString(period.toMillis()))
                .await()
                .indefinitely()
                .toLong();
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(millis, 1000));
    }
}
