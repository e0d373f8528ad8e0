package dev.gatehouse.oauth.outbound;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.request.OwnContext;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of clients (RFC 7591, section 2: jwks, jwks_uri). What is fetched counts for ten minutes, and is fetched
 * again for a key that is not among it, at most once a minute; so is what could not be fetched. Never blocks.
 */
@Singleton
public class ClientKeys {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MOST = 20;
    private final GuardedFetch fetch;
    private final AsyncCache<String, Kept> known =
            Caffeine.newBuilder().maximumSize(2000).expireAfterWrite(KEPT).buildAsync();

    ClientKeys(GuardedFetch fetch) {
        this.fetch = fetch;
    }

    public sealed interface Keys permits Found, Unavailable {}

    /** Those of a kind that is known, none of them private; maybe none. */
    public record Found(List<PublicJsonWebKey> keys) implements Keys {
        boolean has(String kid) {
            return keys.stream().anyMatch(key -> kid.equals(key.getKeyId()));
        }
    }

    /** They cannot be had now. */
    public record Unavailable(String why) implements Keys {}

    /** @param fetchedAt of {@link System#nanoTime} */
    private record Kept(Keys keys, long fetchedAt) {}

    /** @param kid the key that is looked for; null for none in particular */
    public Uni<Keys> of(RegisteredClient client, @Nullable String kid) {
        var jwks = client.proof().jwks();
        if (jwks != null) {
            return Uni.createFrom().item(read(jwks.members()));
        }
        String uri = client.proof().jwksUri();
        if (uri == null) {
            return Uni.createFrom().item(new Found(List.of()));
        }
        return kept(uri).chain(kept -> {
            boolean fine = kept.keys() instanceof Found found && (kid == null || found.has(kid));
            if (fine || System.nanoTime() - kept.fetchedAt() < AGAIN.toNanos()) {
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
                .map(answer -> new Kept(read(answer), System.nanoTime()))
                .subscribeAsCompletionStage();
    }

    private static Keys read(Fetch answer) {
        return switch (answer) {
            case Refused(String why) -> new Unavailable("jwks_uri " + why);
            case Fetched fetched -> {
                try {
                    yield read(JsonUtil.parseJson(new String(fetched.body(), StandardCharsets.UTF_8)));
                } catch (JoseException e) {
                    yield new Unavailable("jwks_uri has no JSON");
                }
            }
        };
    }

    private static Keys read(Map<String, Object> set) {
        if (!(set.get("keys") instanceof List<?> members) || members.size() > MOST) {
            return new Unavailable("that is no set of at most " + MOST + " keys");
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
