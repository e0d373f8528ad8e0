package dev.gatehouse.oauth.authorize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.request.AuthorizationRequest;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests that wait for the user's consent, in Redis at {@code oauth:request:{<sha256>}}; beside it, in
 * {@code oauth:request:decided:{<sha256>}}, what was decided. The braces keep both on one node of a cluster. Blocks. */
@ApplicationScoped
class PendingRequests {
    private static final int LONGEST = 64;
    /** For how long after the first a second press of the button counts. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** Leaves the request for as long as a second press counts, and answers with what was decided first. */
    private static final Script DECIDE = Script.of("""
            local decided = redis.call('GET', KEYS[2])
            if decided then
                return decided
            end
            if redis.call('EXISTS', KEYS[1]) == 0 then
                return false
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
            return ARGV[1]
            """);

    private final ReactiveRedisDataSource redis;
    private final ReactiveValueCommands<String, String> values;
    private final ObjectMapper json;
    private final AuthorizeConfig config;

    PendingRequests(ReactiveRedisDataSource redis, ObjectMapper json, AuthorizeConfig config) {
        this.redis = redis;
        values = redis.value(String.class);
        this.json = json;
        this.config = config;
    }

    /**
     * A request on the consent page.
     *
     * @param scope what the page shows
     * @param sid the session that it was shown to; no other may decide
     * @param pushed the {@code request_uri} that the answer spends; null where it was not pushed
     */
    @RegisterForReflection
    record Pending(
            AuthorizationRequest request,
            Scope scope,
            String sid,
            @Nullable String pushed) {}

    String keep(Pending pending) {
        String id = Secrets.random();
        try {
            values.set(key(id), json.writeValueAsString(pending), new SetArgs().px(config.requestLifetime()))
                    .await()
                    .indefinitely();
            return id;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request cannot be written", e);
        }
    }

    /** The request of that page, decided or not. */
    Optional<Pending> find(String id) {
        if (id.length() > LONGEST) {
            return Optional.empty();
        }
        String found = values.get(key(id)).await().indefinitely();
        try {
            return found == null ? Optional.empty() : Optional.of(json.readValue(found, Pending.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored request cannot be read", e);
        }
    }

    /** Decides it, once. True also where it was just decided the same: a second press of the button takes the first one's place. */
    boolean decide(String id, boolean allowed) {
        String word = allowed ? "allow" : "deny";
        return DECIDE.run(redis, List.of(key(id), decided(id)), List.of(word, Long.toString(AGAIN.toMillis())))
                .map(answer -> answer != null && answer.toString().equals(word))
                .await()
                .indefinitely();
    }

    private static String key(String id) {
        return "oauth:request:{" + Secrets.sha256(id) + "}";
    }

    private static String decided(String id) {
        return "oauth:request:decided:{" + Secrets.sha256(id) + "}";
    }
}
