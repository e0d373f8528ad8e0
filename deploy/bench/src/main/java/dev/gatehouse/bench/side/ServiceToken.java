package dev.gatehouse.bench.side;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** What one of the services shows another: for calls that no stranger can make. Used by one thread at a time. */
final class ServiceToken {
    private static final Duration LIFE = Duration.ofSeconds(50);
    /** The same one is shown for so long, as the services do. */
    private static final Duration SHOWN = Duration.ofSeconds(20);

    private final String secret;
    private final String audience;
    private String value = "";
    private long until;

    /** Under the secret that the services share, for the service {@code audience}. */
    ServiceToken(String secret, String audience) {
        this.secret = secret;
        this.audience = audience;
    }

    /** The value of an {@code Authorization} header. */
    String authorization() {
        long now = System.nanoTime();
        if (value.isEmpty() || now - until > 0) {
            value = "Bearer " + signed();
            until = now + SHOWN.toNanos();
        }
        return value;
    }

    private String signed() {
        var claims = new JwtClaims();
        claims.setIssuer("oauth-service");
        claims.setAudience(audience);
        claims.setIssuedAtToNow();
        NumericDate expiration = NumericDate.now();
        expiration.addSeconds(LIFE.toSeconds());
        claims.setExpirationTime(expiration);
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(new HmacKey(secret.getBytes(StandardCharsets.UTF_8)));
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new BenchFailure("a service token cannot be signed: " + e.getMessage());
        }
    }
}
