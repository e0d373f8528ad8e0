package dev.gatehouse.oauth.client;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.request.OwnContext;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Clients, fast: PostgreSQL's rows, and that there is none, kept in this process and forgotten when a replica says that it
 * changed one. Each replica says every second that it is there; one that does not hear itself could have missed a change, and
 * keeps nothing for longer than a second. Never blocks its caller.
 */
@Singleton
public class Clients {
    /** A client's id, or nothing at all: that a replica is there. */
    static final String CHANNEL = "oauth:client:changed";

    private static final Duration UNTOLD = Duration.ofSeconds(1);
    /** For how long nothing need be heard. */
    static final Duration SILENCE = Duration.ofMillis(2500);

    private static final Logger LOG = Logger.getLogger(Clients.class);
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST = 20_000;
    private final ClientLookups lookups;
    private final ReactiveRedisDataSource redis;
    private final AsyncCache<String, Kept> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).buildAsync();
    private volatile long heardAt = System.nanoTime() - SILENCE.toNanos();

    Clients(ClientLookups lookups, ReactiveRedisDataSource redis) {
        this.lookups = lookups;
        this.redis = redis;
    }

    /** @param askedAt of {@link System#nanoTime} */
    private record Kept(Optional<RegisteredClient> client, long askedAt) {}

    /** Empty where there is no such client. */
    public Uni<Optional<RegisteredClient>> find(@Nullable String clientId) {
        if (clientId == null || !ClientIds.plausible(clientId)) {
            return Uni.createFrom().item(Optional.empty());
        }
        CompletableFuture<Kept> kept = known.get(clientId, (id, executor) -> load(id));
        if (kept.isDone() && !kept.isCompletedExceptionally() && aged(kept.join())) {
            known.asMap().remove(clientId, kept);
            kept = known.get(clientId, (id, executor) -> load(id));
        }
        return kept.isDone() && !kept.isCompletedExceptionally()
                ? Uni.createFrom().item(kept.join().client())
                : OwnContext.uni(kept).map(Kept::client);
    }

    /** To be called once a change is committed. Blocks. */
    void changed(String clientId) {
        known.synchronous().invalidate(clientId);
        try {
            redis.pubsub(String.class).publish(CHANNEL, clientId).await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf("the other replicas look client %s up in a moment only: %s", clientId, e.getMessage());
        }
    }

    /** What a replica said on {@link #CHANNEL}. */
    void hear(String said) {
        if (!hearing()) {
            known.synchronous().invalidateAll();
        }
        heardAt = System.nanoTime();
        if (!said.isEmpty()) {
            known.synchronous().invalidate(said);
        }
    }

    /** From now on something may be missed. */
    void deaf() {
        heardAt = System.nanoTime() - SILENCE.toNanos();
    }

    boolean hearing() {
        return System.nanoTime() - heardAt < SILENCE.toNanos();
    }

    private boolean aged(Kept kept) {
        return !hearing() && System.nanoTime() - kept.askedAt() > UNTOLD.toNanos();
    }

    private CompletableFuture<Kept> load(String clientId) {
        long askedAt = System.nanoTime();
        return lookups.find(clientId).thenApply(found -> new Kept(found, askedAt));
    }
}
