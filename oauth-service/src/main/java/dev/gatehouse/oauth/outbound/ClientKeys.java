package dev.gatehouse.oauth.outbound;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.common.request.OwnContext;
import dev.gatehouse.oauth.client.JsonObject;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch.Busy;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Missed;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of clients (RFC 7591, section 2: jwks, jwks_uri), and of upstream providers. What is fetched counts for ten
 * minutes, and is fetched again for a key that is not among it; both at most once a minute, and as long as it fails, what there
 * was counts on for a day: else whoever sends signatures by keys that are not there would shut the client out. Why something
 * cannot be had, only the log says. Never blocks.
 */
@Singleton
public class ClientKeys {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration OLDEST = Duration.ofDays(1);
    private static final int MOST = 20;
    private static final Logger LOG = Logger.getLogger(ClientKeys.class);
    private final GuardedFetch fetch;
    private final Ticker clock;
    /** What clients are registered with does not change: changed it is another. */
    private final Cache<JsonObject, Keys> inline =
            Caffeine.newBuilder().maximumSize(500).build();

    /** Apart, so that strangers push out nobody but one another. */
    private final Map<Reach, AsyncCache<Place, Kept>> known = new EnumMap<>(Reach.class);

    @Inject
    ClientKeys(GuardedFetch fetch) {
        this(fetch, Ticker.systemTicker());
    }

    ClientKeys(GuardedFetch fetch, Ticker clock) {
        this.fetch = fetch;
        this.clock = clock;
        for (Reach reach : Reach.values()) {
            known.put(
                    reach,
                    Caffeine.newBuilder()
                            .maximumSize(2000)
                            .expireAfterWrite(OLDEST)
                            .ticker(clock)
                            .buildAsync());
        }
    }

    public sealed interface Keys permits Found, Unavailable {}

    /** Those of a kind that is known, none of them private; maybe none. */
    public record Found(List<PublicJsonWebKey> keys) implements Keys {
        boolean has(String kid) {
            return keys.stream().anyMatch(key -> kid.equals(key.getKeyId()));
        }
    }

    /** They cannot be had now. */
    public record Unavailable() implements Keys {}

    private record Place(String uri, Kind kind, Reach reach) {}

    /**
     * Times are of the clock's nanoseconds.
     *
     * @param fetchedAt when the keys came
     * @param triedAt when they were asked for the last time
     */
    private record Kept(Keys keys, long fetchedAt, long triedAt) {}

    /** All of them. */
    public Uni<Keys> of(RegisteredClient client) {
        return of(client, null);
    }

    /**
     * Those by which a signature can be, four at most; whoever verifies one tries no others.
     *
     * @param algorithm as the signature names it
     * @param kid the key that it names; null for none
     */
    public Uni<Keys> signing(RegisteredClient client, String algorithm, @Nullable String kid) {
        return of(client, kid).map(all -> candidates(all, algorithm, kid));
    }

    /** The same of those that an upstream provider publishes at {@code uri}. */
    public Uni<Keys> signing(String uri, String algorithm, @Nullable String kid) {
        return of(new Place(uri, Kind.PROVIDER_KEYS, Reach.HOUSE), kid).map(all -> candidates(all, algorithm, kid));
    }

    private static Keys candidates(Keys all, String algorithm, @Nullable String kid) {
        return switch (all) {
            case Found(List<PublicJsonWebKey> keys) -> new Found(Candidates.of(keys, algorithm, kid));
            case Unavailable unavailable -> unavailable;
        };
    }

    private Uni<Keys> of(RegisteredClient client, @Nullable String kid) {
        JsonObject jwks = client.proof().jwks();
        if (jwks != null) {
            return Uni.createFrom().item(inline.get(jwks, set -> read(client.clientId(), set.members())));
        }
        String uri = client.proof().jwksUri();
        if (uri == null) {
            return Uni.createFrom().item(new Found(List.of()));
        }
        return of(new Place(uri, Kind.KEYS, Reach.of(client)), kid);
    }

    private Uni<Keys> of(Place place, @Nullable String kid) {
        return kept(place).chain(kept -> {
            if (!due(kept, kid)) {
                return Uni.createFrom().item(kept.keys());
            }
            // Of several who find that, one asks, and the others wait for what it is told.
            cache(place).asMap().computeIfPresent(place, (key, now) -> done(now, kept) ? load(key, kept) : now);
            return kept(place).map(Kept::keys);
        });
    }

    private static boolean done(CompletableFuture<Kept> now, Kept kept) {
        return now.isDone() && !now.isCompletedExceptionally() && now.join() == kept;
    }

    private boolean due(Kept kept, @Nullable String kid) {
        boolean fine = kept.keys() instanceof Found found
                && (kid == null || found.has(kid))
                && clock.read() - kept.fetchedAt() < KEPT.toNanos();
        return !fine && clock.read() - kept.triedAt() >= AGAIN.toNanos();
    }

    private AsyncCache<Place, Kept> cache(Place place) {
        return Objects.requireNonNull(known.get(place.reach()));
    }

    private Uni<Kept> kept(Place place) {
        return Uni.createFrom()
                .deferred(() -> OwnContext.uni(cache(place).get(place, (key, executor) -> load(key, null))));
    }

    private CompletableFuture<Kept> load(Place place, @Nullable Kept before) {
        return fetch.get(URI.create(place.uri()), place.kind(), place.reach())
                .map(answer -> next(place, answer, before))
                .subscribeAsCompletionStage();
    }

    private Kept next(Place place, Fetch answer, @Nullable Kept before) {
        long now = clock.read();
        // Where the address was not asked at all, the next who needs it may ask.
        long tried = answer instanceof Busy ? now - AGAIN.toNanos() : now;
        Keys keys = read(place.uri(), answer);
        if (keys instanceof Unavailable
                && before != null
                && before.keys() instanceof Found old
                && now - before.fetchedAt() < OLDEST.toNanos()) {
            return new Kept(old, before.fetchedAt(), tried);
        }
        return new Kept(keys, now, tried);
    }

    private static Keys read(String uri, Fetch answer) {
        return switch (answer) {
            case Missed missed -> unavailable(uri, missed.why());
            case Fetched fetched -> {
                try {
                    yield read(uri, JsonUtil.parseJson(new String(fetched.body(), StandardCharsets.UTF_8)));
                } catch (JoseException e) {
                    yield unavailable(uri, "has no JSON");
                }
            }
        };
    }

    private static Unavailable unavailable(String whose, String why) {
        LOG.infof("keys cannot be had: %s %s", whose, why);
        return new Unavailable();
    }

    /** @param whose for the log */
    private static Keys read(String whose, Map<String, Object> set) {
        if (!(set.get("keys") instanceof List<?> members) || members.size() > MOST) {
            return unavailable(whose, "has no set of at most " + MOST + " keys");
        }
        var keys = new ArrayList<PublicJsonWebKey>();
        for (Object member : members) {
            if (member instanceof Map<?, ?> jwk) {
                PublicJsonWebKey key = PublicKeys.read(jwk);
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        return new Found(List.copyOf(keys));
    }
}
