package dev.gatehouse.oauth.pushed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.script.Script;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.client.ClientLimits;
import dev.gatehouse.oauth.client.ClientLimits.Most;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.GetExArgs;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests by name, in Redis: {@code oauth:par:{<sha256>}} until one is answered, and {@code oauth:par:spent:{<sha256>}} after
 * that, with what it was spent on. The braces keep both on one node of a cluster. Blocks.
 */
@ApplicationScoped
public class PushedRequests {
    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";
    private static final int LONGEST = 64;
    /** However often it is brought. */
    private static final Duration OLDEST = Duration.ofHours(1);

    /** Of a client that anybody can be, from one network. */
    private static final int MOST_OF_STRANGER = 60;

    /** Of all that would spend a request, one does, though that one more than once. */
    private static final Script SPEND = Script.of("""
            local on = redis.call('GET', KEYS[2])
            if on then
                return on == ARGV[1] and 1 or 0
            end
            if redis.call('DEL', KEYS[1]) == 0 then
                return 0
            end
            redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
            return 1
            """);

    private final ReactiveRedisDataSource redis;
    private final ReactiveValueCommands<String, String> values;
    private final ObjectMapper json;
    private final PushedConfig config;
    private final ClientLimits limits;

    PushedRequests(ReactiveRedisDataSource redis, ObjectMapper json, PushedConfig config, ClientLimits limits) {
        this.redis = redis;
        values = redis.value(String.class);
        this.json = json;
        this.config = config;
        this.limits = limits;
    }

    /**
     * As Redis has it.
     *
     * @param clientId who alone may use it
     * @param parameters form-encoded
     * @param once whether an answer spends it
     */
    @RegisterForReflection
    record Kept(String clientId, String parameters, Instant at, boolean once) {}

    /** @param once whether an answer spends it */
    public record Request(FormParameters parameters, boolean once) {}

    /** Whether it is such a name. */
    public static boolean named(@Nullable String requestUri) {
        return requestUri != null && requestUri.startsWith(PREFIX);
    }

    /** Whether the client may push one more now; one that has no secret anybody can be. */
    boolean admits(RegisteredClient client) {
        return limits.take("pushed", client, new Most(config.mostPerMinute(), MOST_OF_STRANGER)) == 0;
    }

    /** Whether a request object that the client has signed may be kept: one that is kept already may. */
    public boolean admits(RegisteredClient client, String object) {
        String id = idOf(client.clientId(), object);
        return redis.key().exists(key(id)).await().indefinitely()
                || limits.take("signed", client, new Most(config.mostPerMinute(), MOST_OF_STRANGER)) == 0;
    }

    private static String idOf(String clientId, String object) {
        return Secrets.sha256(clientId + " " + object);
    }

    /** Keeps what a client has pushed. @return its {@code request_uri} */
    String keep(String clientId, FormParameters parameters) {
        return keep(Secrets.random(), new Kept(clientId, text(parameters), Instant.now(), true), config.lifetime());
    }

    /**
     * Keeps what a client has signed, for a browser could not carry it to the sign-in and back; sent once more it takes no more
     * room.
     *
     * @param object the request object
     * @return a {@code request_uri} for it
     */
    public String keep(String clientId, FormParameters parameters, String object) {
        return keep(
                idOf(clientId, object),
                new Kept(clientId, text(parameters), Instant.now(), false),
                config.visitLifetime());
    }

    private String keep(String id, Kept kept, Duration life) {
        try {
            values.set(key(id), json.writeValueAsString(kept), new SetArgs().px(life))
                    .await()
                    .indefinitely();
            return PREFIX + id;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request cannot be written", e);
        }
    }

    /** A request that a browser brings; empty where the client has none of that name, or it is spent or too old. */
    public Optional<Request> find(String clientId, String requestUri) {
        String id = idOf(requestUri);
        if (id.length() > LONGEST) {
            return Optional.empty();
        }
        String found = values.getex(key(id), new GetExArgs().px(config.visitLifetime()))
                .await()
                .indefinitely();
        if (found == null) {
            return Optional.empty();
        }
        try {
            Kept kept = json.readValue(found, Kept.class);
            boolean good =
                    kept.clientId().equals(clientId) && kept.at().plus(OLDEST).isAfter(Instant.now());
            return good
                    ? Optional.of(new Request(FormParameters.parse(kept.parameters()), kept.once()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept request cannot be read", e);
        }
    }

    /** Whether the request may be answered. @param on what it is spent on: for that it may be answered again */
    public boolean spend(String requestUri, String on) {
        String id = idOf(requestUri);
        return SPEND.run(redis, List.of(key(id), spent(id)), List.of(on, Long.toString(OLDEST.toMillis())))
                        .await()
                        .indefinitely()
                        .toLong()
                == 1;
    }

    private static String text(FormParameters parameters) {
        return parameters.encode(Set.of(), Map.of());
    }

    private static String idOf(String requestUri) {
        return requestUri.substring(PREFIX.length());
    }

    private static String key(String id) {
        return "oauth:par:{" + Secrets.sha256(id) + "}";
    }

    private static String spent(String id) {
        return "oauth:par:spent:{" + Secrets.sha256(id) + "}";
    }
}
