package dev.gatehouse.oauth.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clients, fast: PostgreSQL's rows kept in Redis at {@code oauth:client:<id>}, so that no replica sees an older client
 * than another. Never blocks its caller.
 */
@ApplicationScoped
public class Clients {
    private static final Duration KEPT = Duration.ofMinutes(1);
    /**
     * Put over a client that has just changed. While it stands, a reader that has fetched the old row cannot put that
     * row back, for filling only succeeds on an absent key.
     */
    private static final String CHANGED = "changed";

    private static final Duration CHANGING = Duration.ofSeconds(15);
    private final ClientStore store;
    private final ReactiveValueCommands<String, String> values;
    private final ObjectMapper json;

    Clients(ClientStore store, ReactiveRedisDataSource redis, ObjectMapper json) {
        this.store = store;
        values = redis.value(String.class);
        this.json = json;
    }

    /** Empty where there is no such client. */
    public Uni<Optional<RegisteredClient>> find(@Nullable String clientId) {
        if (clientId == null || !ClientStore.plausible(clientId)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return values.get(key(clientId))
                .chain(kept -> kept == null || kept.equals(CHANGED)
                        ? load(clientId)
                        : Uni.createFrom().item(Optional.of(read(kept))));
    }

    /** To be called once a change is committed. */
    Uni<Void> changed(String clientId) {
        return values.set(key(clientId), CHANGED, new SetArgs().px(CHANGING));
    }

    private Uni<Optional<RegisteredClient>> load(String clientId) {
        return Uni.createFrom()
                .item(() -> store.client(clientId))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .call(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : values.set(
                                key(clientId),
                                write(found.get()),
                                new SetArgs().nx().px(KEPT)));
    }

    private static String key(String clientId) {
        return "oauth:client:" + clientId;
    }

    private String write(RegisteredClient client) {
        try {
            return json.writeValueAsString(client);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a client cannot be written", e);
        }
    }

    private RegisteredClient read(String text) {
        try {
            return json.readValue(text, RegisteredClient.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept client cannot be read", e);
        }
    }
}
