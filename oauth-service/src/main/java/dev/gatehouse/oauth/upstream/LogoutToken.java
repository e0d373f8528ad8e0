package dev.gatehouse.oauth.upstream;

import dev.gatehouse.oauth.provider.Issuers;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** A JWT by which a provider says that a session there is over (OpenID Connect Back-Channel Logout 1.0, section 2.4); pure. */
final class LogoutToken {
    /** What it says, by the name of a claim of its own (section 2.4). */
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final Duration CLOCKS = Duration.ofSeconds(60);
    /** Whatever {@code exp} allows: so long each is remembered. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int LONGEST_TEXT = 8192;
    private static final int LONGEST_NAME = 255;
    private static final Set<String> TYPES = Set.of("jwt", "logout+jwt", "application/logout+jwt");
    private static final Set<String> ALGORITHMS = Set.of("ES256", "EdDSA", "PS256", "RS256");
    private final JsonWebSignature signature;
    private final Map<String, Object> claims;

    private LogoutToken(JsonWebSignature signature, Map<String, Object> claims) {
        this.signature = signature;
        this.claims = claims;
    }

    /** Empty where it is no such JWT. Nothing of it is believed yet. */
    static Optional<LogoutToken> read(String compact) {
        if (compact.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            var signature = new JsonWebSignature();
            signature.setCompactSerialization(compact);
            String type = signature.getHeader("typ");
            String algorithm = signature.getAlgorithmHeaderValue();
            // Else an ID token could be taken for one, or another JWT of the provider's.
            if (algorithm == null
                    || !ALGORITHMS.contains(algorithm)
                    || (type != null && !TYPES.contains(type.toLowerCase(Locale.ROOT)))) {
                return Optional.empty();
            }
            return Optional.of(new LogoutToken(signature, JsonUtil.parseJson(signature.getUnverifiedPayload())));
        } catch (JoseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    String algorithm() {
        return signature.getAlgorithmHeaderValue();
    }

    /** The key that it names; null for none. */
    @Nullable
    String kid() {
        return signature.getKeyIdHeaderValue();
    }

    /** Why it is not good, whoever has signed it; empty where it is (section 2.6). */
    Optional<String> objection(Issuers issuers, String clientId, Instant now) {
        if (!issuers.issued(claims)) {
            return Optional.of("iss is not the provider's");
        }
        if (!meant(claims.get("aud"), clientId)) {
            return Optional.of("aud is not the client here alone");
        }
        Optional<String> untimely = untimely(now);
        if (untimely.isPresent()) {
            return untimely;
        }
        if (text("jti").isEmpty()) {
            return Optional.of("it has no jti");
        }
        if (!(claims.get("events") instanceof Map<?, ?> events) || !(events.get(EVENT) instanceof Map<?, ?>)) {
            return Optional.of("events does not say that it is a sign-out");
        }
        if (claims.containsKey("nonce")) {
            return Optional.of("it has a nonce");
        }
        if ((claims.containsKey("sid") && text("sid").isEmpty())
                || (claims.containsKey("sub") && text("sub").isEmpty())) {
            return Optional.of("sid or sub is no text of up to " + LONGEST_NAME + " characters");
        }
        return text("sid").isEmpty() && text("sub").isEmpty()
                ? Optional.of("it has neither sid nor sub")
                : Optional.empty();
    }

    private Optional<String> untimely(Instant now) {
        double second = now.toEpochMilli() / 1000.0;
        if (!(claims.get("iat") instanceof Number iat)) {
            return Optional.of("it has no iat");
        }
        if (!(iat.doubleValue() <= second + CLOCKS.toSeconds())) {
            return Optional.of("iat is not in the past");
        }
        if (iat.doubleValue() < second - LONGEST.toSeconds()) {
            return Optional.of("it is older than " + LONGEST.toMinutes() + " minutes");
        }
        if (!(claims.get("exp") instanceof Number exp)) {
            return Optional.of("it has no exp");
        }
        return exp.doubleValue() > second - CLOCKS.toSeconds() ? Optional.empty() : Optional.of("it has expired");
    }

    /** Whoever else it is for could show it here. */
    private static boolean meant(@Nullable Object audience, String clientId) {
        return switch (audience) {
            case String one -> one.equals(clientId);
            case List<?> several -> !several.isEmpty() && several.stream().allMatch(clientId::equals);
            case null, default -> false;
        };
    }

    private Optional<String> text(String claim) {
        return claims.get(claim) instanceof String text
                        && !text.isBlank()
                        && text.length() <= LONGEST_NAME
                        && text.indexOf('\0') < 0
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Whether it is signed by {@code key}, in the way that it says. */
    boolean signedBy(Key key) {
        try {
            signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm()));
            signature.setKey(key);
            return signature.verifySignature();
        } catch (JoseException | RuntimeException e) {
            return false;
        }
    }

    /**
     * What it says is over: a session there, or all of a user's. Only after {@link #objection}, as what follows.
     *
     * @param sid null for all
     * @param subject null where it names the session alone
     * @param at when it was
     */
    record Over(@Nullable String sid, @Nullable String subject, Instant at) {}

    Over over() {
        long iat = ((Number) Objects.requireNonNull(claims.get("iat"))).longValue();
        return new Over(text("sid").orElse(null), text("sub").orElse(null), Instant.ofEpochSecond(iat));
    }

    String jti() {
        return text("jti").orElseThrow();
    }
}
