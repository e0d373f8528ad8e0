package dev.gatehouse.identity.onetime;

import dev.gatehouse.common.script.Script;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of token and code in Redis at {@code identity:proof:<place>}, as hashes; {@code identity:proofs:<user>} is the set of
 * those keys. Each step is one script. Blocks.
 */
@Singleton
class MailedProofStore {
    private static final Script PUT = Script.of("""
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], 'user', ARGV[1], 'email', ARGV[2], 'token', ARGV[3], 'code', ARGV[4], 'tries', '0')
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            for _, pair in ipairs(redis.call('SMEMBERS', KEYS[2])) do
                if redis.call('EXISTS', pair) == 0 then redis.call('SREM', KEYS[2], pair) end
            end
            redis.call('SADD', KEYS[2], KEYS[1])
            if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[5]) then redis.call('PEXPIRE', KEYS[2], ARGV[5]) end
            return 1
            """);

    /** Counts, then looks. After the last attempt all is gone, also for who would be right. */
    private static final Script ATTEMPT = Script.of("""
            if redis.call('EXISTS', KEYS[1]) == 0 then return false end
            if redis.call('HINCRBY', KEYS[1], 'tries', 1) > tonumber(ARGV[2]) then
                redis.call('DEL', KEYS[1])
                return false
            end
            local pair = redis.call('HMGET', KEYS[1], 'user', 'email', 'token', 'code')
            local right = (pair[3] == ARGV[1] or pair[4] == ARGV[1]) and 1 or 0
            return {pair[1], pair[2], right}
            """);

    private static final Script GIVE_BACK = Script.of("""
            if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HINCRBY', KEYS[1], 'tries', -1) end
            return 1
            """);

    private static final Script TAKE = Script.of("""
            local pair = redis.call('HMGET', KEYS[1], 'token', 'code')
            if pair[1] == ARGV[1] or pair[2] == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """);

    /** A browser's pair may be another user's by now. */
    private static final Script WITHDRAW = Script.of("""
            for _, pair in ipairs(redis.call('SMEMBERS', KEYS[1])) do
                if redis.call('HGET', pair, 'user') == ARGV[1] then redis.call('DEL', pair) end
            end
            return redis.call('DEL', KEYS[1])
            """);

    private final ReactiveRedisDataSource redis;

    MailedProofStore(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    void put(String place, UUID user, String email, String token, String code, Duration lifetime) {
        run(
                PUT,
                List.of(key(place), index(user)),
                user.toString(),
                email,
                token,
                code,
                Long.toString(lifetime.toMillis()));
    }

    Optional<MailedProofs.Attempt> attempt(String place, String hash, int most) {
        return Optional.ofNullable(run(ATTEMPT, List.of(key(place)), hash, Integer.toString(most)))
                .map(found -> new MailedProofs.Attempt(
                        UUID.fromString(found.get(0).toString()),
                        found.get(1).toString(),
                        found.get(2).toInteger() == 1));
    }

    void giveBack(String place) {
        run(GIVE_BACK, List.of(key(place)));
    }

    boolean take(String place, String hash) {
        Response taken = run(TAKE, List.of(key(place)), hash);
        return taken != null && taken.toInteger() == 1;
    }

    void withdraw(UUID user) {
        run(WITHDRAW, List.of(index(user)), user.toString());
    }

    private static String key(String place) {
        return "identity:proof:" + place;
    }

    private static String index(UUID user) {
        return "identity:proofs:" + user;
    }

    private @Nullable Response run(Script script, List<String> keys, String... arguments) {
        return script.run(redis, keys, List.of(arguments)).await().indefinitely();
    }
}
