package dev.gatehouse.token.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.lookup.Lookups;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.clientkey.SharedKeys;
import dev.gatehouse.token.keys.SignedTokens;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reads access tokens of both forms. JWTs whose signature was found good are remembered, up to a bound. */
@Singleton
class AccessTokenReader implements AccessTokens {
    private static final int MAX_LENGTH = 8 * 1024;
    private static final Unreadable UNKNOWN = new Unreadable("the token is malformed, unknown or was not issued here");
    private static final Unreadable EXPIRED = new Unreadable("the token has expired");
    private static final Unreadable EARLY = new Unreadable("the token was issued in the future");
    /** The clocks of replicas may be so far apart. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private final SignedTokens signed;
    private final SharedKeys shared;
    private final Lookups lookups;
    private final ObjectMapper json;
    private final String issuer;
    private final Duration longest;
    private final Cache<String, Remembered> remembered;

    AccessTokenReader(
            SignedTokens signed,
            SharedKeys shared,
            ReactiveRedisDataSource redis,
            ObjectMapper json,
            AccessConfig config,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signed = signed;
        this.shared = shared;
        lookups = new Lookups(redis.getRedis().getDelegate());
        this.json = json;
        this.issuer = issuer;
        longest = config.longestLifetime();
        remembered = Caffeine.newBuilder()
                .maximumWeight(config.remembered())
                .weigher((String text, Remembered token) -> text.length())
                .expireAfterWrite(longest)
                .build();
    }

    @Override
    public Uni<Reading> read(String token) {
        if (token.length() > MAX_LENGTH) {
            return Uni.createFrom().item(UNKNOWN);
        }
        if (token.startsWith(SecretKind.OPAQUE_ACCESS_TOKEN.prefix())) {
            return Secrets.wellFormed(SecretKind.OPAQUE_ACCESS_TOKEN, token)
                    ? lookups.get(OpaqueTokens.key(token)).map(found -> opaque(found.get(0)))
                    : Uni.createFrom().item(UNKNOWN);
        }
        Remembered known = remembered.getIfPresent(token);
        // With its key, at whichever replica that was removed, goes all that it signed.
        if (known != null && signed.knows(known.kid())) {
            return Uni.createFrom().item(alive(known.token()));
        }
        return signed.read(token)
                .map(found -> found.flatMap(this::ours)
                        .map(ours -> {
                            remembered.put(token, ours);
                            return alive(ours.token());
                        })
                        .orElse(UNKNOWN));
    }

    @Override
    public Uni<Reading> readFor(String clientId, String token) {
        return read(token)
                .chain(reading -> reading.equals(UNKNOWN)
                        ? shared.read(token, clientId)
                                .map(found -> found.flatMap(this::ours)
                                        .filter(ours -> couldBeGiven(ours, clientId))
                                        .map(ours -> alive(ours.token()))
                                        .orElse(UNKNOWN))
                        : Uni.createFrom().item(reading));
    }

    /** Whoever has the key is held to what we write with it: its own name, an id that no other's token has, and our lives. */
    private boolean couldBeGiven(Remembered shared, String clientId) {
        AccessToken token = shared.token();
        return clientId.equals(token.clientId())
                && SharedTokenId.fits(token.id(), shared.kid())
                && !token.expiresAt().isAfter(token.issuedAt().plus(longest));
    }

    /** @param kid of the key that signed it */
    private record Remembered(String kid, AccessToken token) {}

    private Optional<Remembered> ours(SignedTokens.Signed token) {
        // RFC 9068, section 4: the type with and without its prefix.
        boolean access = token.typ().equals(AccessClaims.TYP) || token.typ().equals("application/" + AccessClaims.TYP);
        if (!access || !issuer.equals(token.claims().get("iss"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Remembered(token.kid(), AccessClaims.read(token.claims())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Reading opaque(@Nullable String text) {
        if (text == null) {
            return UNKNOWN;
        }
        try {
            return alive(json.readValue(text, AccessToken.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an opaque token in Redis is not the JSON it should be", e);
        }
    }

    private static Reading alive(AccessToken token) {
        Instant now = Instant.now();
        if (token.issuedAt().isAfter(now.plus(SKEW))) {
            return EARLY;
        }
        return token.expiresAt().isAfter(now) ? new Readable(token) : EXPIRED;
    }
}
