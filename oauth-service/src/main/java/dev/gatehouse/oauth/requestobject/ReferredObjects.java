package dev.gatehouse.oauth.requestobject;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.common.certificate.Thumbprint;
import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.limit.Shares;
import dev.gatehouse.common.requester.Network;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Busy;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Missed;
import dev.gatehouse.oauth.outbound.GuardedFetch.Refused;
import dev.gatehouse.oauth.outbound.Kind;
import dev.gatehouse.oauth.outbound.Reach;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is at the addresses where clients keep request objects. Anybody can have them fetched who sends a browser, so that is
 * bounded by where they come from and for each client; and what may be kept is kept (OpenID Connect Core, section 6.2). Blocks.
 */
@Singleton
class ReferredObjects {
    static final int MOST_OF_NETWORK = 120;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Shares.Bounds OF_CLIENT = new Shares.Bounds(60, 600, MINUTE);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration FAILED = Duration.ofSeconds(10);
    /** Characters, of all together. */
    private static final int MOST_KEPT = 8 * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(ReferredObjects.class);
    private final GuardedFetch fetch;
    private final Limiter limiter;
    private final Shares shares;
    private final AsyncCache<Place, Kept> known = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Place place, Kept kept) -> place.uri().length() + kept.length())
            .expireAfter(Expiry.<Place, Kept>writing((place, kept) -> kept.lifetime()))
            .buildAsync();

    ReferredObjects(GuardedFetch fetch, Limiter limiter, Shares shares) {
        this.fetch = fetch;
        this.limiter = limiter;
        this.shares = shares;
    }

    /** What there is. */
    sealed interface Found permits There, Nothing, TooMany {}

    record There(String object) implements Found {}

    record Nothing() implements Found {}

    /** Others, or the same, have too much fetched. */
    record TooMany() implements Found {}

    /** @param uri with the fragment: with another it is another object */
    private record Place(String uri, Reach reach) {}

    /** @param lifetime none where the next one is to ask anew */
    private record Kept(Found found, Duration lifetime) {
        int length() {
            return found instanceof There(String object) ? object.length() : 0;
        }
    }

    /** @param uri one that the client has registered */
    Found at(RegisteredClient client, String uri) {
        var place = new Place(uri, Reach.of(client));
        if (known.getIfPresent(place) == null && !admitted(client)) {
            return new TooMany();
        }
        // Of several, one asks, and the others wait for what it is told.
        CompletableFuture<Kept> answer = known.get(place, (key, executor) -> fetched(client, key));
        Kept kept = answer.join();
        if (!kept.lifetime().isPositive()) {
            // The cache may hear of it only after us.
            known.asMap().remove(place, answer);
        }
        return kept.found();
    }

    private boolean admitted(RegisteredClient client) {
        return limiter.take("request-uris", Network.ofRequester(), MOST_OF_NETWORK, MINUTE) == 0
                && shares.take("request-uri", client.clientId(), OF_CLIENT) == 0;
    }

    private CompletableFuture<Kept> fetched(RegisteredClient client, Place place) {
        return fetch.get(URI.create(place.uri().split("#", 2)[0]), Kind.REQUEST_OBJECT, place.reach())
                .map(answer -> kept(client, place, answer))
                .subscribeAsCompletionStage();
    }

    private static Kept kept(RegisteredClient client, Place place, Fetch answer) {
        if (answer instanceof Missed missed) {
            LOG.infof("a request_uri of client %s %s", client.clientId(), missed.why());
        }
        return switch (answer) {
            case Fetched fetched -> {
                var there = new There(new String(fetched.body(), StandardCharsets.US_ASCII).strip());
                yield new Kept(there, lifetime(place.uri(), fetched));
            }
            case Refused refused -> new Kept(new Nothing(), FAILED);
            case Busy busy -> new Kept(new TooMany(), Duration.ZERO);
        };
    }

    /** An object that its address names by its hash stays the same; any other counts for as long as it says, if at all. */
    static Duration lifetime(String uri, Fetched fetched) {
        int cut = uri.indexOf('#');
        if (cut >= 0 && uri.substring(cut + 1).equals(Thumbprint.of(fetched.body()))) {
            return LONGEST;
        }
        @Nullable Duration said = fetched.freshFor();
        if (said == null) {
            return Duration.ZERO;
        }
        return said.compareTo(LONGEST) > 0 ? LONGEST : said;
    }
}
