package dev.gatehouse.token.signature;

import dev.gatehouse.common.peer.SignatureService.Purpose;
import dev.gatehouse.common.peer.SignatureService.SignOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be signed for which purpose, so that nothing that is signed passes for another thing; pure. */
final class SignedContent {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration ORDINARY = Duration.ofMinutes(2);
    private static final int MOST_LEVELS = 4;
    private static final int MOST_CLAIMS = 100;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ID = 255;

    /** The parameters of a response (RFC 6749, sections 4.1.2 and 4.1.2.1), but for {@code iss}. */
    private static final Set<String> RESPONSE = Set.of("code", "state", "error", "error_description", "error_uri");

    /** With any of these an answer of the UserInfo endpoint could pass for an ID token, or for a token of another kind. */
    private static final Set<String> NOT_OF_USERS = Set.of(
            "iss",
            "aud",
            "exp",
            "iat",
            "nbf",
            "jti",
            "azp",
            "nonce",
            "auth_time",
            "acr",
            "amr",
            "at_hash",
            "c_hash",
            "s_hash",
            "sid",
            "cnf",
            "act",
            "may_act",
            "sub_jwk",
            "sub_id",
            "events",
            "client_id",
            "scope",
            "token_introspection",
            "authorization_details");

    private static final Map<String, Object> LOGOUT =
            Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

    private SignedContent() {}

    /** The type in the header. */
    static String typ(Purpose purpose) {
        return switch (purpose) {
            case userinfo, authorization_response -> "JWT";
            case logout -> "logout+jwt";
        };
    }

    /** Why it is not signed; empty where it is. */
    static Optional<String> objection(SignOrder order) {
        Map<String, Object> claims = order.claims();
        Duration lifetime = order.lifetime();
        if (claims.size() > MOST_CLAIMS || !shallow(claims, MOST_LEVELS)) {
            return Optional.of("the claims are too many, or nested too deep");
        }
        if (lifetime != null && (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0)) {
            return Optional.of("the lifetime is not from a second to ten minutes");
        }
        boolean sound = switch (order.purpose()) {
            case userinfo ->
                id(claims.get("sub"))
                        && claims.keySet().stream()
                                .noneMatch(name ->
                                        name.isBlank() || name.length() > LONGEST_NAME || NOT_OF_USERS.contains(name));
            case authorization_response ->
                RESPONSE.containsAll(claims.keySet())
                        && claims.values().stream().allMatch(String.class::isInstance)
                        && claims.containsKey("code") != claims.containsKey("error");
            case logout ->
                !claims.isEmpty()
                        && Set.of("sub", "sid").containsAll(claims.keySet())
                        && claims.values().stream().allMatch(SignedContent::id);
        };
        return sound ? Optional.empty() : Optional.of("these claims are not signed as " + order.purpose());
    }

    /** The claims of a sound order. @param jti of a logout token */
    static Map<String, Object> claims(SignOrder order, String issuer, Instant now, String jti) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("aud", order.clientId());
        long iat = now.getEpochSecond();
        Duration lifetime = order.lifetime() == null ? ORDINARY : order.lifetime();
        switch (order.purpose()) {
            // Without an end it can pass for no ID token (OpenID Connect Core, section 2).
            case userinfo -> claims.put("iat", iat);
            case authorization_response -> claims.put("exp", iat + lifetime.toSeconds());
            case logout -> {
                claims.put("iat", iat);
                claims.put("exp", iat + lifetime.toSeconds());
                claims.put("jti", jti);
                claims.put("events", LOGOUT);
            }
        }
        claims.putAll(order.claims());
        return claims;
    }

    private static boolean id(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= LONGEST_ID;
    }

    private static boolean shallow(@Nullable Object value, int levels) {
        return switch (value) {
            case Map<?, ?> object -> levels > 0 && object.values().stream().allMatch(each -> shallow(each, levels - 1));
            case List<?> array -> levels > 0 && array.stream().allMatch(each -> shallow(each, levels - 1));
            case null, default -> true;
        };
    }
}
