package dev.gatehouse.session.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.hash.ReactiveHashCommands;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in Redis: {@code session:<sha256 of the cookie>} is the session as JSON and expires by itself;
 * {@code session:user:<id>} is a hash from sid to that key.
 */
@ApplicationScoped
public class SessionStore {
    private final ReactiveValueCommands<String, String> values;
    private final ReactiveHashCommands<String, String, String> hashes;
    private final ReactiveKeyCommands<String> keys;
    private final ObjectMapper json;

    SessionStore(ReactiveRedisDataSource redis, ObjectMapper json) {
        values = redis.value(String.class);
        hashes = redis.hash(String.class);
        keys = redis.key();
        this.json = json;
    }

    static String key(String cookie) {
        return "session:" + Secrets.sha256(cookie);
    }

    private static String index(UUID user) {
        return "session:user:" + user;
    }

    /** @param longest how long the session can last at most, and so the index */
    Uni<Void> insert(String cookie, Session session, Duration left, Duration longest) {
        String index = index(session.subject());
        return hashes.hset(index, session.sid(), key(cookie))
                .chain(() -> keys.pexpire(index, longest))
                .chain(() -> values.set(key(cookie), write(session), new SetArgs().px(left)));
    }

    Uni<Optional<Session>> find(String cookie) {
        return values.get(key(cookie)).map(this::read);
    }

    /** Only where it is still there, so that a session ended meanwhile stays ended. */
    Uni<Void> touch(String cookie, Session session, Duration left) {
        return values.set(key(cookie), write(session), new SetArgs().xx().px(left));
    }

    /** The user's live sessions; entries of dead ones are removed. */
    Uni<List<Session>> ofUser(UUID user) {
        return hashes.hgetall(index(user)).chain(entries -> {
            if (entries.isEmpty()) {
                return Uni.createFrom().item(List.of());
            }
            return values.mget(entries.values().toArray(String[]::new)).chain(found -> sorted(user, entries, found));
        });
    }

    private Uni<List<Session>> sorted(UUID user, Map<String, String> entries, Map<String, String> found) {
        var live = new ArrayList<Session>();
        var dead = new ArrayList<String>();
        entries.forEach((sid, key) -> read(found.get(key)).ifPresentOrElse(live::add, () -> dead.add(sid)));
        Uni<?> cleaned =
                dead.isEmpty() ? Uni.createFrom().voidItem() : hashes.hdel(index(user), dead.toArray(String[]::new));
        return cleaned.replaceWith(live);
    }

    Uni<Boolean> has(UUID user, String sid) {
        return hashes.hexists(index(user), sid);
    }

    Uni<Void> remove(UUID user, String sid) {
        return hashes.hget(index(user), sid)
                .chain(key -> key == null
                        ? Uni.createFrom().voidItem()
                        : keys.del(key)
                                .chain(() -> hashes.hdel(index(user), sid))
                                .replaceWithVoid());
    }

    Uni<Void> removeAll(UUID user) {
        return hashes.hgetall(index(user)).chain(entries -> {
            var gone = new ArrayList<>(entries.values());
            gone.add(index(user));
            return keys.del(gone.toArray(String[]::new)).replaceWithVoid();
        });
    }

    private String write(Session session) {
        try {
            return json.writeValueAsString(session);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a session cannot be written", e);
        }
    }

    private Optional<Session> read(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(json.readValue(text, Session.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored session cannot be read", e);
        }
    }
}
