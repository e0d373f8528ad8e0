package dev.gatehouse.session.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attempts in Redis, at {@code session:attempt:<SHA-256 of the cookie>}, each for {@link Attempt#LIFE}. Only a right password
 * makes one, so strangers cannot fill it; and whoever knows a password, with {@value #MOST} of that user at most: with one
 * more, the oldest goes. {@code session:attempts:<user>} has which there were. Blocks.
 */
@ApplicationScoped
public class AttemptStore {
    static final int MOST = 20;

    /** Keys: the attempt's, those of the user. Arguments: the attempt, its ms, its name, how many there may be. */
    private static final Script KEEP = Script.of("""
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            redis.call('LPUSH', KEYS[2], ARGV[3])
            redis.call('PEXPIRE', KEYS[2], ARGV[2])
            while redis.call('LLEN', KEYS[2]) > tonumber(ARGV[4]) do
                redis.call('DEL', 'session:attempt:' .. redis.call('RPOP', KEYS[2]))
            end
            return 1
            """);

    private final ReactiveRedisDataSource redis;
    private final ReactiveValueCommands<String, String> values;
    private final ObjectMapper json;

    AttemptStore(ReactiveRedisDataSource redis, ObjectMapper json) {
        this.redis = redis;
        values = redis.value(String.class);
        this.json = json;
    }

    /** Keeps it under a fresh cookie, whatever the browser had: what was known before a password is worth nothing after. */
    public String keep(Attempt attempt) {
        String cookie = Secrets.random();
        KEEP.run(
                        redis,
                        List.of(key(cookie), "session:attempts:" + attempt.subject()),
                        List.of(
                                write(attempt),
                                Long.toString(Attempt.LIFE.toMillis()),
                                Secrets.sha256(cookie),
                                Integer.toString(MOST)))
                .await()
                .indefinitely();
        return cookie;
    }

    public Optional<Attempt> find(String cookie) {
        return read(values.get(key(cookie)).await().indefinitely());
    }

    /** Once: of calls at the same time, one gets it. */
    public Optional<Attempt> take(String cookie) {
        return read(values.getdel(key(cookie)).await().indefinitely());
    }

    private static String key(String cookie) {
        return "session:attempt:" + Secrets.sha256(cookie);
    }

    private String write(Attempt attempt) {
        try {
            return json.writeValueAsString(attempt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an attempt cannot be written", e);
        }
    }

    private Optional<Attempt> read(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(json.readValue(text, Attempt.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored attempt cannot be read", e);
        }
    }
}
