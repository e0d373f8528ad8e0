package dev.gatehouse.session.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attempts in Redis, at {@code session:attempt:<SHA-256 of the cookie>}, each for {@link Attempt#LIFE}. Only a right password
 * makes one, so strangers cannot fill it. Blocks.
 */
@ApplicationScoped
public class AttemptStore {
    private final ReactiveValueCommands<String, String> values;
    private final ObjectMapper json;

    AttemptStore(ReactiveRedisDataSource redis, ObjectMapper json) {
        values = redis.value(String.class);
        this.json = json;
    }

    /** Keeps it under a fresh cookie, whatever the browser had: what was known before a password is worth nothing after. */
    public String keep(Attempt attempt) {
        String cookie = Secrets.random();
        values.set(key(cookie), write(attempt), new SetArgs().px(Attempt.LIFE))
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
