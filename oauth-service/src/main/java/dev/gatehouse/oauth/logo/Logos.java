package dev.gatehouse.oauth.logo;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.common.language.Language;
import dev.gatehouse.common.request.OwnContext;
import dev.gatehouse.oauth.client.ClientPages;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Busy;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Missed;
import dev.gatehouse.oauth.outbound.Kind;
import dev.gatehouse.oauth.outbound.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches logos where clients have registered them. Each counts for ten minutes, as does that there is none; of a client that
 * nobody has vouched for none is shown, for it could be another's. Never blocks.
 */
@Singleton
class Logos {
    private static final Logger LOG = Logger.getLogger(Logos.class);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    /** What one takes beside its bytes. */
    private static final int BESIDE = 1024;

    private final Clients clients;
    private final GuardedFetch fetch;
    private final AsyncCache<Place, Fetch> known = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<Place, Fetch>weigher((place, fetched) -> BESIDE + bytes(fetched))
            .expireAfter(
                    Expiry.<Place, Fetch>writing((place, fetched) -> fetched instanceof Busy ? Duration.ZERO : KEPT))
            .buildAsync();

    Logos(Clients clients, GuardedFetch fetch) {
        this.clients = clients;
        this.fetch = fetch;
    }

    /** @param reach that of the client that named it, which another may name, too */
    record Place(String uri, Reach reach) {}

    private static int bytes(Fetch fetched) {
        return fetched instanceof Fetched logo ? logo.body().length : 0;
    }

    /** Where the logo is that users are shown; null for none. */
    static @Nullable String shown(RegisteredClient client, Language language) {
        return client.origin().unverified() ? null : client.pages().in(language.tag(), ClientPages.Page.logo_uri);
    }

    /** Empty where the client has none, or it cannot be had. */
    Uni<Optional<Fetched>> of(@Nullable String clientId, Language language) {
        return clients.find(clientId)
                .chain(found -> found.flatMap(client -> place(client, language))
                        .map(this::at)
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private static Optional<Place> place(RegisteredClient client, Language language) {
        return Optional.ofNullable(shown(client, language)).map(uri -> new Place(uri, Reach.of(client)));
    }

    /** What is at that address, as it was known of late. */
    Uni<Optional<Fetched>> at(Place place) {
        return OwnContext.uni(known.get(place, (key, executor) -> load(key)))
                .map(fetched -> fetched instanceof Fetched logo ? Optional.of(logo) : Optional.empty());
    }

    private CompletableFuture<Fetch> load(Place place) {
        return fetch.get(URI.create(place.uri()), Kind.LOGO, place.reach())
                .onItem()
                .invoke(answer -> {
                    if (answer instanceof Missed missed) {
                        LOG.infof("a logo cannot be had: %s %s", place.uri(), missed.why());
                    }
                })
                .subscribeAsCompletionStage();
    }
}
