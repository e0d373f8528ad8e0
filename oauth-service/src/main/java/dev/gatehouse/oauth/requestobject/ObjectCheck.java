package dev.gatehouse.oauth.requestobject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.oauth.algorithm.ClientAlgorithms;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.profile.Profile;
import dev.gatehouse.oauth.request.BoundedJson;
import dev.gatehouse.oauth.request.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Decides whether a JWT is a request of a client's (RFC 9101, section 6); pure. */
final class ObjectCheck {
    private static final Set<String> TYPES =
            Set.of("jwt", "oauth-authz-req+jwt", "application/oauth-authz-req+jwt", "application/jwt");
    private static final int LONGEST = 16 * 1024;
    private static final Duration SKEW = Duration.ofSeconds(10);
    /** FAPI 2.0 Message Signing, section 5.3.1. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private ObjectCheck() {}

    /** Whether it looks like one: encrypted ones do not. */
    static boolean possible(String object) {
        return object.length() <= LONGEST
                && object.split("\\.", -1).length == 3
                && header(object).filter(ObjectCheck::ordinary).isPresent();
    }

    private static boolean ordinary(JsonNode header) {
        JsonNode type = header.path("typ");
        boolean known = type.isMissingNode() || TYPES.contains(type.asText().toLowerCase(Locale.ROOT));
        return known && header.path("alg").isTextual() && !header.has("crit");
    }

    static boolean unsigned(String object) {
        return algorithm(object).equals(ClientAlgorithms.NONE);
    }

    /** As it says; it has one where it is {@linkplain #possible possible}. */
    static String algorithm(String object) {
        return header(object).orElseThrow().path("alg").asText();
    }

    /** The key that it names; null for none. */
    static @Nullable String kid(String object) {
        return header(object).map(header -> header.path("kid").textValue()).orElse(null);
    }

    /** The claims, where one of the client's keys has signed them by an algorithm that it may use; else empty. */
    static Optional<JsonNode> signed(RegisteredClient client, String object, List<PublicJsonWebKey> candidates) {
        String algorithm = algorithm(object);
        boolean signed = Profile.requestAlgorithms(client).contains(algorithm)
                && candidates.stream().anyMatch(key -> verifies(object, key, algorithm));
        return signed ? claims(object) : Optional.empty();
    }

    private static boolean verifies(String object, PublicJsonWebKey key, String algorithm) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(
                    new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm));
            signature.setCompactSerialization(object);
            signature.setKey(key.getPublicKey());
            return signature.verifySignature();
        } catch (JoseException | RuntimeException e) {
            return false;
        }
    }

    static Optional<JsonNode> claims(String object) {
        return part(object, 1);
    }

    private static Optional<JsonNode> header(String object) {
        return part(object, 0);
    }

    private static Optional<JsonNode> part(String object, int number) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(object.split("\\.", -1)[number]);
            return BoundedJson.read(new String(bytes, StandardCharsets.UTF_8)).filter(JsonNode::isObject);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Why it is no request of the client's for us now; empty where it is. */
    static Optional<String> objection(JsonNode claims, RegisteredClient client, String issuer, Instant now) {
        if (claims.has(Parameters.REQUEST) || claims.has(Parameters.REQUEST_URI)) {
            return Optional.of("a request object has no other inside");
        }
        if (claims.has("sub")) {
            // It could be an assertion, by which the client says who it is (RFC 9101, section 10.8).
            return Optional.of("a request object has no sub");
        }
        for (String name : List.of("iss", Parameters.CLIENT_ID)) {
            if (claims.has(name) && !client.clientId().equals(claims.path(name).textValue())) {
                return Optional.of(name + " is not the client");
            }
        }
        boolean fapi = client.requests().fapi();
        if (fapi && !claims.has("aud")) {
            return Optional.of("it needs aud");
        }
        return audience(claims, issuer) ? life(claims, fapi, now) : Optional.of("aud is somebody else");
    }

    private static boolean audience(JsonNode claims, String issuer) {
        JsonNode audience = claims.path("aud");
        if (audience.isMissingNode() || audience.isTextual()) {
            return audience.isMissingNode() || audience.textValue().equals(issuer);
        }
        return audience.valueStream().anyMatch(each -> issuer.equals(each.textValue()));
    }

    private static Optional<String> life(JsonNode claims, boolean fapi, Instant now) {
        for (String name : List.of("exp", "nbf", "iat")) {
            JsonNode value = claims.path(name);
            if (!value.isMissingNode() && !(value.isNumber() && value.canConvertToLong())) {
                return Optional.of(name + " is not a number");
            }
        }
        long seconds = now.getEpochSecond();
        if (claims.has("exp") && claims.path("exp").asLong() <= seconds - SKEW.toSeconds()) {
            return Optional.of("it has expired");
        }
        if (claims.path("nbf").asLong(0) > seconds + SKEW.toSeconds()) {
            return Optional.of("it does not count yet");
        }
        boolean bounded = claims.has("exp")
                && claims.has("nbf")
                && claims.path("nbf").asLong() >= seconds - LONGEST_LIFE.toSeconds()
                && claims.path("exp").asLong() - claims.path("nbf").asLong() <= LONGEST_LIFE.toSeconds();
        return fapi && !bounded ? Optional.of("it needs nbf and exp, at most an hour apart") : Optional.empty();
    }

    /** The claims as parameters: what is no text as JSON. */
    static FormParameters parameters(JsonNode claims, RegisteredClient client) {
        var all = new LinkedHashMap<String, List<String>>();
        for (Map.Entry<String, JsonNode> claim : claims.properties()) {
            var values = new ArrayList<String>();
            if (claim.getKey().equals(Parameters.RESOURCE) && claim.getValue().isArray()) {
                claim.getValue().forEach(each -> add(each, values));
            } else {
                add(claim.getValue(), values);
            }
            if (!values.isEmpty()) {
                all.put(claim.getKey(), values);
            }
        }
        all.put(Parameters.CLIENT_ID, List.of(client.clientId()));
        return Parameters.sent(new FormParameters(all));
    }

    private static void add(JsonNode value, List<String> values) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        if (!value.isNull() && !text.isEmpty() && text.indexOf('\0') < 0) {
            values.add(text);
        }
    }
}
