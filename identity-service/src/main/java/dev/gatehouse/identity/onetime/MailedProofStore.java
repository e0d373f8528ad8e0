package dev.gatehouse.identity.onetime;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pairs of token and code in Redis at {@code identity:proof:<place>}, as hashes. Each step is one script. Blocks. */
@Singleton
class MailedProofStore {
    private static final String PUT = """
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], 'user', ARGV[1], 'email', ARGV[2], 'token', ARGV[3], 'code', ARGV[4], 'tries', '0')
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            return 1
            """;

    /** Counts, then looks. After the last attempt all is gone, also for who would be right. */
    private static final String ATTEMPT = """
            if redis.call('EXISTS', KEYS[1]) == 0 then return false end
            if redis.call('HINCRBY', KEYS[1], 'tries', 1) > tonumber(ARGV[2]) then
                redis.call('DEL', KEYS[1])
                return false
            end
            local pair = redis.call('HMGET', KEYS[1], 'user', 'email', 'token', 'code')
            local right = (pair[3] == ARGV[1] or pair[4] == ARGV[1]) and 1 or 0
            return {pair[1], pair[2], right}
            """;

    private static final String GIVE_BACK = """
            if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HINCRBY', KEYS[1], 'tries', -1) end
            return 1
            """;

    private static final String TAKE = """
            local pair = redis.call('HMGET', KEYS[1], 'token', 'code')
            if pair[1] == ARGV[1] or pair[2] == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """;

    private final ReactiveRedisDataSource redis;

    MailedProofStore(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    void put(String place, UUID user, String email, String token, String code, Duration lifetime) {
        run(PUT, place, user.toString(), email, token, code, Long.toString(lifetime.toMillis()));
    }

    Optional<MailedProofs.Attempt> attempt(String place, String hash, int most) {
        return Optional.ofNullable(run(ATTEMPT, place, hash, Integer.toString(most)))
                .map(found -> new MailedProofs.Attempt(
                        UUID.fromString(found.get(0).toString()),
                        found.get(1).toString(),
                        found.get(2).toInteger() == 1));
    }

    void giveBack(String place) {
        run(GIVE_BACK, place);
    }

    boolean take(String place, String hash) {
        Response taken = run(TAKE, place, hash);
        return taken != null && taken.toInteger() == 1;
    }

    private @Nullable Response run(String script, String place, String... arguments) {
        var command = new String[arguments.length + 3];
        command[0] = script;
        command[1] = "1";
        command[2] = "identity:proof:" + place;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return redis.execute("EVAL", command).await().indefinitely();
    }
}
