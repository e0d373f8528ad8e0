package dev.gatehouse.token.access;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An access token as the claims of a JWT, and back (RFC 9068, section 2.2). */
final class AccessClaims {
    /** Type in the header of an access token, which tells it from every other JWT of ours (section 2.1). */
    static final String TYP = "at+jwt";

    /** Our own claim: the position of the log of revocations when the token was issued. */
    private static final String POSITION = "rev";

    private AccessClaims() {}

    static Map<String, Object> of(AccessToken token, String issuer) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("sub", token.subject());
        claims.put("aud", token.audience().size() == 1 ? token.audience().getFirst() : token.audience());
        claims.put("exp", token.expiresAt().getEpochSecond());
        claims.put("iat", token.issuedAt().getEpochSecond());
        claims.put("jti", token.id());
        put(claims, "client_id", token.clientId());
        put(claims, "scope", token.scope().isEmpty() ? null : token.scope().toString());
        put(claims, "sid", token.sid());
        put(claims, "grant_id", token.grantId());
        put(
                claims,
                "auth_time",
                token.authTime() == null ? null : token.authTime().getEpochSecond());
        // Follows from amr, and is not read back.
        put(
                claims,
                "acr",
                AuthenticationClass.of(token.amr())
                        .map(AuthenticationClass::value)
                        .orElse(null));
        put(claims, "amr", token.amr().isEmpty() ? null : token.amr());
        put(claims, "preferred_username", token.username());
        claims.put(POSITION, token.position());
        return claims;
    }

    /** @throws IllegalArgumentException where a claim is missing or of another kind */
    static AccessToken read(Map<String, Object> claims) {
        return new AccessToken(
                Format.jwt,
                required(text(claims, "jti"), "jti"),
                required(text(claims, "sub"), "sub"),
                text(claims, "preferred_username"),
                text(claims, "client_id"),
                Scope.parse(text(claims, "scope")),
                texts(claims, "aud"),
                text(claims, "sid"),
                text(claims, "grant_id"),
                instant(claims, "auth_time"),
                texts(claims, "amr"),
                required(instant(claims, "iat"), "iat"),
                required(instant(claims, "exp"), "exp"),
                number(claims, POSITION));
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static @Nullable String text(Map<String, Object> claims, String name) {
        Object value = claims.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException(name + " is not text");
    }

    private static @Nullable Instant instant(Map<String, Object> claims, String name) {
        Object value = claims.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long) {
            return Instant.ofEpochSecond(((Number) value).longValue());
        }
        throw new IllegalArgumentException(name + " is not a number of seconds");
    }

    /** 0 where it is missing. */
    private static long number(Map<String, Object> claims, String name) {
        return switch (claims.get(name)) {
            case null -> 0;
            case Integer number -> number;
            case Long number -> number;
            default -> throw new IllegalArgumentException(name + " is not a number");
        };
    }

    private static List<String> texts(Map<String, Object> claims, String name) {
        return switch (claims.get(name)) {
            case null -> List.of();
            case String one -> List.of(one);
            case List<?> many
            when many.stream().allMatch(String.class::isInstance) ->
                many.stream().map(String.class::cast).toList();
            default -> throw new IllegalArgumentException(name + " is not text");
        };
    }
}
