package dev.gatehouse.identity.throttle;

import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Wrong passwords in Redis. A bucket is a hash: {@code failures}, {@code retry_at} (milliseconds of Redis' own clock,
 * which all replicas share) and {@code network}, where all of them came from, or {@code *}. It expires by itself.
 */
@Singleton
class AttemptStore {
    /** Answers what is left to wait in any of the buckets. */
    private static final String WAIT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local wait = 0
            for _, key in ipairs(KEYS) do
                local at = redis.call('HGET', key, 'retry_at')
                if at then wait = math.max(wait, tonumber(at) - now) end
            end
            """;

    private static final String LOOK = WAIT + "return wait";

    /** Either somebody has to wait, and then nothing changes; or the outcome counts. */
    private static final String SETTLE = WAIT + """
            if wait > 0 then return wait end
            local network = ARGV[2]
            if ARGV[1] == 'right' then
                if redis.call('HGET', KEYS[1], 'network') == network then redis.call('DEL', KEYS[1]) end
                return 0
            end
            for i, key in ipairs(KEYS) do
                local free, longest, kept = tonumber(ARGV[3 * i]), tonumber(ARGV[3 * i + 1]), tonumber(ARGV[3 * i + 2])
                local failures = redis.call('HINCRBY', key, 'failures', 1)
                if failures > free then
                    local delay = math.min(longest, 1000 * 2 ^ math.min(failures - free - 1, 40))
                    redis.call('HSET', key, 'retry_at', string.format('%.0f', now + delay))
                end
                local before = redis.call('HGET', key, 'network')
                if before ~= network then redis.call('HSET', key, 'network', before and '*' or network) end
                redis.call('PEXPIRE', key, kept)
            end
            return 0
            """;

    private final RedisDataSource redis;

    AttemptStore(RedisDataSource redis) {
        this.redis = redis;
    }

    /** How long the attempt has to wait; nothing changes. */
    Duration look(Attempt attempt) {
        return run(LOOK, attempt, List.of());
    }

    /** Counts what came of the attempt, in one step; or answers how long to wait, and counts nothing. */
    Duration settle(Attempt attempt, boolean right) {
        var arguments = new ArrayList<>(List.of(right ? "right" : "wrong", attempt.network()));
        for (Bucket bucket : attempt.buckets()) {
            arguments.add(String.valueOf(bucket.free()));
            arguments.add(String.valueOf(bucket.longest().toMillis()));
            // At least as long as the longest wait, else waiting would end early.
            arguments.add(String.valueOf(Math.max(
                    bucket.forgottenAfter().toMillis(), bucket.longest().toMillis())));
        }
        return run(SETTLE, attempt, arguments);
    }

    private Duration run(String script, Attempt attempt, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(script);
        command.add(String.valueOf(attempt.buckets().size()));
        attempt.buckets().forEach(bucket -> command.add(bucket.key()));
        command.addAll(arguments);
        return Duration.ofMillis(
                redis.execute("EVAL", command.toArray(String[]::new)).toLong());
    }
}
