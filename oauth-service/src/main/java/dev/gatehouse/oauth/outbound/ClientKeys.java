package dev.gatehouse.oauth.outbound;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.request.OwnContext;
import dev.gatehouse.oauth.client.JsonObject;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of clients (RFC 7591, section 2: jwks, jwks_uri), and of upstream providers. What is fetched counts for ten
 * minutes, and is fetched again for a key that is not among it, at most once a minute; so is what could not be fetched: why,
 * only the log says. Never blocks.
 */
@Singleton
public class ClientKeys {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MOST = 20;
    private static final Logger LOG = Logger.getLogger(ClientKeys.class);
    private final GuardedFetch fetch;
    private final Duration again;
    /** What clients are registered with does not change: changed it is another. */
    private final Cache<JsonObject, Keys> inline =
            Caffeine.newBuilder().maximumSize(500).build();

    private final AsyncCache<String, Kept> known =
            Caffeine.newBuilder().maximumSize(2000).expireAfterWrite(KEPT).buildAsync();

    @Inject
    ClientKeys(GuardedFetch fetch) {
        this(fetch, AGAIN);
    }

    /** @param again so long at least between two times that the same keys are fetched */
    ClientKeys(GuardedFetch fetch, Duration again) {
        this.fetch = fetch;
        this.again = again;
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

    /** @param fetchedAt of {@link System#nanoTime} */
    private record Kept(Keys keys, long fetchedAt) {}

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

    /** The same of those that are published at {@code uri}. */
    public Uni<Keys> signing(String uri, String algorithm, @Nullable String kid) {
        return of(uri, kid).map(all -> candidates(all, algorithm, kid));
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
        return of(uri, kid);
    }

    private Uni<Keys> of(String uri, @Nullable String kid) {
        return kept(uri).chain(kept -> {
            boolean fine = kept.keys() instanceof Found found && (kid == null || found.has(kid));
            if (fine || System.nanoTime() - kept.fetchedAt() < again.toNanos()) {
                return Uni.createFrom().item(kept.keys());
            }
            known.asMap().computeIfPresent(uri, (key, now) -> now.isDone() && now.join() == kept ? null : now);
            return kept(uri).map(Kept::keys);
        });
    }

    private Uni<Kept> kept(String uri) {
        return Uni.createFrom().deferred(() -> OwnContext.uni(known.get(uri, (key, executor) -> load(key))));
    }

    private CompletableFuture<Kept> load(String uri) {
        return fetch.get(URI.create(uri), Kind.KEYS)
                .map(answer -> new Kept(read(uri, answer), System.nanoTime()))
                .subscribeAsCompletionStage();
    }

    private static Keys read(String uri, Fetch answer) {
        return switch (answer) {
            case Refused(String why) -> unavailable(uri, why);
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
