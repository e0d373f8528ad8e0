package dev.gatehouse.token.verify;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Signing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Signs the short JWT that tells an API who is calling. Its type keeps it from passing for an access token. */
@Singleton
class ApiTokens {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private final Signing signing;
    private final VerifyConfig config;
    private final String issuer;

    ApiTokens(Signing signing, VerifyConfig config, @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.signing = signing;
        this.config = config;
        this.issuer = issuer;
        if (config.lifetime().compareTo(Duration.ofSeconds(1)) < 0
                || config.lifetime().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("gatehouse.token.verify.lifetime must be from 1 to 60 seconds");
        }
    }

    String sign(Identity identity) {
        return signing.sign(
                Algorithm.ES256, "JWT", claims(identity, issuer, config.audience(), config.lifetime(), Instant.now()));
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
        return claims;
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
