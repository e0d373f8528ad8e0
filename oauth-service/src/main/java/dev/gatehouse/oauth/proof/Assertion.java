package dev.gatehouse.oauth.proof;

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

/** A JWT by which a client says who it is (RFC 7523, section 3; OpenID Connect Core 1.0, section 9); pure. */
final class Assertion {
    /** Clocks differ (FAPI 2.0 Security Profile, section 5.3.2.1). */
    static final Duration CLOCKS = Duration.ofSeconds(15);

    private static final int LONGEST_ID = 256;
    private static final Set<String> TYPES = Set.of("jwt", "client-authentication+jwt");
    private final JsonWebSignature signature;
    private final String algorithm;
    private final @Nullable String kid;
    private final Map<String, Object> claims;

    private Assertion(JsonWebSignature signature, String algorithm, @Nullable String kid, Map<String, Object> claims) {
        this.signature = signature;
        this.algorithm = algorithm;
        this.kid = kid;
        this.claims = claims;
    }

    /** Empty where it is no signed JWT. Nothing of it is believed yet. */
    static Optional<Assertion> read(String compact) {
        try {
            var signature = new JsonWebSignature();
            signature.setCompactSerialization(compact);
            String type = signature.getHeader("typ");
            String algorithm = signature.getAlgorithmHeaderValue();
            if (algorithm == null || (type != null && !TYPES.contains(type.toLowerCase(Locale.ROOT)))) {
                return Optional.empty();
            }
            return Optional.of(new Assertion(
                    signature,
                    algorithm,
                    signature.getKeyIdHeaderValue(),
                    JsonUtil.parseJson(signature.getUnverifiedPayload())));
        } catch (JoseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    String algorithm() {
        return algorithm;
    }

    /** The key that it names; null for none. */
    @Nullable
    String kid() {
        return kid;
    }

    /** What to expect of an assertion. @param alone whether it is for one alone, and says so without a list */
    record Expected(String clientId, Set<String> algorithms, Set<String> audiences, boolean alone, Duration longest) {}

    /** Why it is not good, whoever has signed it; empty where it is. */
    Optional<String> objection(Expected expected, Instant now) {
        if (!expected.algorithms().contains(algorithm)) {
            return Optional.of("it is not signed as the client is registered for");
        }
        if (!expected.clientId().equals(claims.get("iss"))
                || !expected.clientId().equals(claims.get("sub"))) {
            return Optional.of("iss and sub are not both the client");
        }
        if (!meant(claims.get("aud"), expected)) {
            return Optional.of("aud is not the issuer here");
        }
        if (!(claims.get("jti") instanceof String jti) || jti.isBlank() || jti.length() > LONGEST_ID) {
            return Optional.of("it has no jti");
        }
        return untimely(expected.longest(), now);
    }

    private Optional<String> untimely(Duration longest, Instant now) {
        double skew = CLOCKS.toSeconds();
        double second = now.toEpochMilli() / 1000.0;
        if (!(claims.get("exp") instanceof Number exp)) {
            return Optional.of("it has no exp");
        }
        if (!(exp.doubleValue() > second - skew)) {
            return Optional.of("it has expired");
        }
        if (exp.doubleValue() > second + longest.toSeconds() + skew) {
            return Optional.of("it is good for longer than " + longest.toSeconds() + " seconds");
        }
        for (String name : List.of("iat", "nbf")) {
            Object at = claims.get(name);
            if (at != null && !(at instanceof Number number && number.doubleValue() <= second + skew)) {
                return Optional.of(name + " is not in the past");
            }
        }
        return Optional.empty();
    }

    /** Every audience has to be one of ours: whoever else it is for could show it here (RFC 7523, section 3, number 3). */
    private static boolean meant(@Nullable Object audience, Expected expected) {
        return switch (audience) {
            case String one -> expected.audiences().contains(one);
            case List<?> several ->
                !expected.alone()
                        && !several.isEmpty()
                        && several.stream()
                                .allMatch(each -> each instanceof String one
                                        && expected.audiences().contains(one));
            case null, default -> false;
        };
    }

    /** Whether it is signed by {@code key}, in the way that it says. */
    boolean signedBy(Key key) {
        try {
            signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm));
            signature.setKey(key);
            return signature.verifySignature();
        } catch (JoseException | RuntimeException e) {
            return false;
        }
    }

    /** By which it is told from the client's others. Only after {@link #objection}. */
    Spendable spendable(String clientId) {
        long expires = ((Number) Objects.requireNonNull(claims.get("exp"))).longValue();
        return new Spendable(
                clientId,
                String.valueOf(claims.get("jti")),
                Instant.ofEpochSecond(expires + 1).plus(CLOCKS));
    }

    /** What counts once. @param until when it does not count any more anyway */
    record Spendable(String clientId, String jti, Instant until) {}
}
