package dev.gatehouse.oauth.authorize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Secrets;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Requests that wait for the user's consent, in Redis at {@code oauth:request:<sha256>}. Blocks. */
@ApplicationScoped
class PendingRequests {
    private static final int LONGEST = 64;
    private final ReactiveValueCommands<String, String> values;
    private final ObjectMapper json;
    private final AuthorizeConfig config;

    PendingRequests(ReactiveRedisDataSource redis, ObjectMapper json, AuthorizeConfig config) {
        values = redis.value(String.class);
        this.json = json;
        this.config = config;
    }

    /**
     * A request on the consent page.
     *
     * @param scope what the page shows
     * @param sid the session that it was shown to; no other may decide
     */
    @RegisterForReflection
    record Pending(AuthorizationRequest request, Scope scope, String sid) {}

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

    /** Takes the request away, so that it is decided once. */
    Optional<Pending> take(String id) {
        if (id.length() > LONGEST) {
            return Optional.empty();
        }
        String found = values.getdel(key(id)).await().indefinitely();
        try {
            return found == null ? Optional.empty() : Optional.of(json.readValue(found, Pending.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored request cannot be read", e);
        }
    }

    private static String key(String id) {
        return "oauth:request:" + Secrets.sha256(id);
    }
}
