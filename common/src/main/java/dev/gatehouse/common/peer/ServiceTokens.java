package dev.gatehouse.common.peer;

import dev.gatehouse.common.secret.Secrets;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Signs and checks the JWTs that services show each other: HS256 under a shared secret, audience the called service, at
 * most 60 s old.
 */
@ApplicationScoped
public class ServiceTokens {
    /** Where it comes with a call of a public path, whose {@code Authorization} is the caller's. */
    public static final String HEADER = "X-Gatehouse-Service";

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int SECRET_LENGTH = 32;
    /** A token is signed anew when less than this part of its life is left. */
    private static final int MARGIN_MILLIS = 10_000;
    /** Replicas make one each in twenty seconds; far more are not remembered, and verified each time. */
    private static final int REMEMBERED = 10_000;

    private final String self;
    private final Duration lifetime;
    private final SecretKey signingKey;
    private final List<JwtConsumer> consumers = new ArrayList<>();
    private final ConcurrentHashMap<String, Issued> issued = new ConcurrentHashMap<>();
    /** Those found good, by their SHA-256, until they expire: each caller shows the same one for half a minute. */
    private final ConcurrentHashMap<String, Long> accepted = new ConcurrentHashMap<>();

    ServiceTokens(InternalConfig config, @ConfigProperty(name = "quarkus.application.name") String self) {
        this.self = self;
        lifetime = config.lifetime();
        if (lifetime.compareTo(LONGEST) > 0 || lifetime.toMillis() < 2 * MARGIN_MILLIS) {
            throw new IllegalArgumentException("gatehouse.internal.lifetime must lie between 20 s and 60 s");
        }
        if (config.secrets().isEmpty() || config.secrets().size() > 2) {
            throw new IllegalArgumentException("gatehouse.internal.secrets takes one or two secrets");
        }
        for (String secret : config.secrets()) {
            if (secret.length() < SECRET_LENGTH) {
                throw new IllegalArgumentException("a secret in gatehouse.internal.secrets has under 32 characters");
            }
            consumers.add(consumer(key(secret)));
        }
        signingKey = key(config.secrets().getFirst());
    }

    /** A token for calling {@code audience}; the same one while it is fresh. */
    public String tokenFor(String audience) {
        long now = System.currentTimeMillis();
        Issued current = issued.get(audience);
        if (current == null || current.expiresAtMillis - now < MARGIN_MILLIS) {
            String token =
                    Jwt.issuer(self).audience(audience).expiresIn(lifetime).sign(signingKey);
            current = new Issued(token, now + lifetime.toMillis());
            issued.put(audience, current);
        }
        return current.token;
    }

    /** Whether {@code token} was made by a peer for this service. */
    public boolean accepts(String token) {
        String digest = Secrets.sha256(token);
        Long expiresAtMillis = accepted.get(digest);
        return (expiresAtMillis != null && System.currentTimeMillis() < expiresAtMillis) || verifies(token, digest);
    }

    private boolean verifies(String token, String digest) {
        for (JwtConsumer consumer : consumers) {
            try {
                remember(digest, consumer.processToClaims(token).getExpirationTime());
                return true;
            } catch (InvalidJwtException | MalformedClaimException e) {
                // Not this secret; perhaps the next.
                continue;
            }
        }
        return false;
    }

    private void remember(String digest, NumericDate expiration) {
        long now = System.currentTimeMillis();
        accepted.values().removeIf(expiresAtMillis -> expiresAtMillis <= now);
        if (accepted.size() < REMEMBERED) {
            accepted.put(digest, expiration.getValueInMillis());
        }
    }

    private JwtConsumer consumer(SecretKey key) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                .setExpectedAudience(self)
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(1)
                .setAllowedClockSkewInSeconds(5)
                .build();
    }

    private static SecretKey key(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private record Issued(String token, long expiresAtMillis) {}
}
