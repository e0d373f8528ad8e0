package dev.gatehouse.oauth.upstream;

import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.upstream.LogoutToken.Over;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What providers said of late, in Redis: that each logout token has counted, and that what they said is over begins nowhere
 * here meanwhile, at whichever replica. Blocks.
 */
@Singleton
class Notices {
    /** No sign-in is under way for longer. */
    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    /** What happened later stands, whichever is told first. */
    private static final Script NOTE = Script.of("""
            local is = redis.call('GET', KEYS[1])
            if not is or tonumber(is) < tonumber(ARGV[1]) then
                redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            end
            return 1
            """);

    private static final Duration TOKENS = LogoutToken.LONGEST.multipliedBy(2);
    private final ReactiveRedisDataSource redis;

    Notices(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /** Whether the token has counted. */
    boolean counted(String provider, String jti) {
        return redis.execute("EXISTS", token(provider, jti))
                        .await()
                        .indefinitely()
                        .toLong()
                > 0;
    }

    /** The token has counted, and does not once more. */
    void count(String provider, String jti) {
        redis.execute("SET", token(provider, jti), "1", "PX", Long.toString(TOKENS.toMillis()))
                .await()
                .indefinitely();
    }

    /** Whoever signs in there before that comes too late here. */
    void note(String provider, Over over) {
        String key = over.sid() == null ? user(provider, over.subject()) : session(provider, over.sid());
        NOTE.run(
                        redis,
                        List.of(key),
                        List.of(Long.toString(over.at().getEpochSecond()), Long.toString(REMEMBERED.toMillis())))
                .await()
                .indefinitely();
    }

    /** Whether what began there at {@code since} is known to be over. @param sid null where it is not known */
    boolean over(String provider, @Nullable String sid, String subject, Instant since) {
        Response of = sid == null
                ? null
                : redis.execute("GET", session(provider, sid)).await().indefinitely();
        Response all = redis.execute("GET", user(provider, subject)).await().indefinitely();
        return of != null || Stream.ofNullable(all).anyMatch(at -> at.toLong() >= since.getEpochSecond());
    }

    private static String token(String provider, String jti) {
        return "oauth:upstream:token:" + Secrets.sha256(provider + "\n" + jti);
    }

    private static String session(String provider, @Nullable String sid) {
        return "oauth:upstream:over:sid:" + Secrets.sha256(provider + "\n" + sid);
    }

    private static String user(String provider, @Nullable String subject) {
        return "oauth:upstream:over:sub:" + Secrets.sha256(provider + "\n" + subject);
    }
}
