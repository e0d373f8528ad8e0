package dev.gatehouse.token.verify;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.keys.Signing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Signs the short JWT that tells an API who is calling. Its type keeps it from passing for an access token. Whoever calls again
 * by the same credential is given the same one until half its life is over, which saves the signature.
 */
@Singleton
class ApiTokens {
    /** Of its own: not that of an access token, nor that of an ID token. */
    private static final String TYP = "gatehouse-api+jwt";

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private final Signing signing;
    private final VerifyConfig config;
    private final String issuer;
    private final Cache<Identity, Handed> handed;

    ApiTokens(Signing signing, VerifyConfig config, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signing = signing;
        this.config = config;
        this.issuer = issuer;
        if (config.lifetime().compareTo(Duration.ofSeconds(1)) < 0
                || config.lifetime().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("gatehouse.token.verify.lifetime must be from 1 to 60 seconds");
        }
        signing.require("gatehouse.token.verify", config.algorithm(), config.lifetime());
        handed = Caffeine.newBuilder()
                .maximumWeight(config.reused())
                .weigher((Identity identity, Handed token) -> token.jwt().length())
                .expireAfterWrite(config.lifetime().dividedBy(2))
                .build();
    }

    /** One that was given out. @param kid of the key that signed at the time @param half when half its life is over */
    private record Handed(String jwt, String kid, Instant half) {}

    String sign(Identity identity) {
        Instant now = Instant.now();
        // With a key that is removed goes what it signed.
        String kid = signing.kid(config.algorithm());
        Handed before = handed.getIfPresent(identity);
        if (before != null && before.kid().equals(kid) && now.isBefore(before.half())) {
            return before.jwt();
        }
        Map<String, Object> claims = claims(identity, issuer, config.audience(), config.lifetime(), now);
        String jwt = signing.sign(config.algorithm(), TYP, claims);
        // A password is proved anew by each call, so that no two are by the same sign-in.
        if (identity.method() != Identity.Method.basic) {
            handed.put(identity, new Handed(jwt, kid, half(claims)));
        }
        return jwt;
    }

    /** When half the life of a token of these claims is over. */
    static Instant half(Map<String, Object> claims) {
        long issued = (long) requireNonNull(claims.get("iat"));
        long expires = (long) requireNonNull(claims.get("exp"));
        return Instant.ofEpochSecond(issued).plusMillis((expires - issued) * 1000 / 2);
    }

    /** Never outlives the credential that it stems from. */
    static Map<String, Object> claims(
            Identity identity, String issuer, String audience, Duration lifetime, Instant instant) {
        Instant now = instant.truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(lifetime);
        Instant until = identity.until();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("sub", identity.subject());
        claims.put("aud", audience);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", (until != null && until.isBefore(end) ? until : end).getEpochSecond());
        claims.put("jti", Secrets.random());
        put(
                claims,
                "scope",
                identity.scope().isEmpty() ? null : identity.scope().toString());
        put(claims, "client_id", identity.clientId());
        put(claims, "preferred_username", identity.username());
        claims.put("auth_method", identity.method().name());
        // aud is what every such JWT is for; this is what the credential was for.
        put(claims, "auth_audience", identity.audience().isEmpty() ? null : identity.audience());
        put(claims, "cnf", identity.confirmation());
        put(claims, "sid", identity.sid());
        put(
                claims,
                "acr",
                identity.authenticationClass().map(AuthenticationClass::value).orElse(null));
        Instant authTime = identity.authTime();
        if (authTime != null) {
            claims.put("auth_time", authTime.getEpochSecond());
        }
        put(claims, "act", identity.actor());
        put(claims, "authorization_details", identity.particulars().authorizationDetails());
        return claims;
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
