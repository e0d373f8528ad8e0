package dev.gatehouse.identity.throttle;

import dev.gatehouse.common.script.Script;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Wrong passwords in Redis. A bucket is a hash: {@code failures}, {@code retry_at} (milliseconds of Redis' own clock,
 * which all replicas share) and {@code network}, where all of them came from, or {@code *}. It expires by itself: some time
 * after the last failure, or of a device after the first. What counts all devices together keeps the share of each from each
 * network, so that no more of it goes back than came from there.
 */
@Singleton
class AttemptStore {
    /** Answered where the attempt counts, and is to be told as a wrong one. */
    static final Duration WITHHELD = Duration.ofMillis(-1);

    /** What is left to wait in any of some buckets. */
    private static final String WAIT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local function wait(first, last)
                local longest = 0
                for i = first, last do
                    local at = redis.call('HGET', KEYS[i], 'retry_at')
                    if at then longest = math.max(longest, tonumber(at) - now) end
                end
                return longest
            end
            """;

    private static final Script LOOK = Script.of(WAIT + "return wait(1, #KEYS)");

    /**
     * Either somebody has to wait, and then nothing changes; or the outcome counts. The last key may be of an account, which
     * nobody waits for: while it would have them wait, all are wrong, and it is left as it is.
     */
    private static final Script SETTLE = Script.of(WAIT + """
            local network, open, device = ARGV[2], tonumber(ARGV[3]), ARGV[4] == 'device'
            local share = 'share:' .. network .. ':' .. KEYS[1]
            local left = wait(1, open)
            if left > 0 then return left end
            local withheld = wait(open + 1, #KEYS) > 0
            if ARGV[1] == 'right' and not withheld then
                if device then
                    for i = 2, open do
                        local own = tonumber(redis.call('HGET', KEYS[i], share) or 0)
                        if own > 0 and redis.call('HINCRBY', KEYS[i], 'failures', -own) <= 0 then
                            redis.call('DEL', KEYS[i])
                        else
                            redis.call('HDEL', KEYS[i], share)
                        end
                    end
                end
                for i = 1, #KEYS do
                    if (i == 1 or i > open) and redis.call('HGET', KEYS[i], 'network') == network then
                        redis.call('DEL', KEYS[i])
                    end
                end
                return 0
            end
            for i = 1, withheld and open or #KEYS do
                local key = KEYS[i]
                local free, longest, kept = tonumber(ARGV[3 * i + 2]), tonumber(ARGV[3 * i + 3]), tonumber(ARGV[3 * i + 4])
                local failures, delay = redis.call('HINCRBY', key, 'failures', 1), 0
                if device and i > 1 then redis.call('HINCRBY', key, share, 1) end
                if failures > free then
                    delay = math.min(longest, 1000 * 2 ^ math.min(failures - free - 1, 40))
                    redis.call('HSET', key, 'retry_at', string.format('%.0f', now + delay))
                end
                local before = redis.call('HGET', key, 'network')
                if before ~= network then redis.call('HSET', key, 'network', before and '*' or network) end
                local since = device and redis.call('PTTL', key) or -1
                if since < 0 then since = kept end
                -- Else waiting would end early.
                redis.call('PEXPIRE', key, math.max(since, delay))
            end
            return withheld and -1 or 0
            """);

    private final ReactiveRedisDataSource redis;

    AttemptStore(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /** How long the attempt has to wait; nothing changes. */
    Duration look(Attempt attempt) {
        return run(LOOK, attempt.buckets(), List.of());
    }

    /** Counts what came of the attempt, in one step; or answers how long to wait, and counts nothing. */
    Duration settle(Attempt attempt, boolean right) {
        var buckets = new ArrayList<>(attempt.buckets());
        var arguments = new ArrayList<>(List.of(
                right ? "right" : "wrong",
                attempt.network(),
                String.valueOf(buckets.size()),
                attempt.ofDevice() ? "device" : "name"));
        if (attempt.account() != null) {
            buckets.add(attempt.account());
        }
        for (Bucket bucket : buckets) {
            arguments.add(String.valueOf(bucket.free()));
            arguments.add(String.valueOf(bucket.longest().toMillis()));
            // At least as long as the longest wait, else waiting would end early.
            arguments.add(String.valueOf(Math.max(
                    bucket.forgottenAfter().toMillis(), bucket.longest().toMillis())));
        }
        return run(SETTLE, buckets, arguments);
    }

    private Duration run(Script script, List<Bucket> buckets, List<String> arguments) {
        return Duration.ofMillis(
                script.run(redis, buckets.stream().map(Bucket::key).toList(), arguments)
                        .await()
                        .indefinitely()
                        .toLong());
    }
}
