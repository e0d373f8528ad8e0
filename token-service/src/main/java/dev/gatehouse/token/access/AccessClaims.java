package dev.gatehouse.token.access;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An access token as the claims of a JWT, and back (RFC 9068, section 2.2). */
final class AccessClaims {
    /** Type in the header of an access token, which tells it from every other JWT of ours (section 2.1). */
    static final String TYP = "at+jwt";

    /** Our own claim: the position of the log of revocations when the token was issued. */
    private static final String POSITION = "rev";

    /** Our own claim: names by which the token ends that are those of others, as {@code kind:value}. */
    private static final String PARENTS = "from";

    /** Our own claim: names of claims that the UserInfo endpoint is to tell. */
    private static final String USERINFO = "userinfo";

    private static final String DETAILS = "authorization_details";

    /** Names that have a meaning of their own in a token, in introspection or to whoever reads either: no custom claim's. */
    static final Set<String> RESERVED = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "client_id",
            "scope",
            "sid",
            "grant_id",
            "auth_time",
            "acr",
            "amr",
            "preferred_username",
            POSITION,
            "cnf",
            "act",
            "may_act",
            "active",
            "username",
            "token_type",
            "nonce",
            "azp",
            "at_hash",
            "c_hash",
            "s_hash",
            "events",
            "sub_id",
            "sub_jwk",
            PARENTS,
            "status",
            DETAILS,
            USERINFO);

    private AccessClaims() {}

    /** @param place where its status is told, null for nowhere */
    static Map<String, Object> of(AccessToken token, String issuer, StatusLists.@Nullable Place place) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("sub", token.subject());
        claims.put("aud", token.audience().size() == 1 ? token.audience().getFirst() : token.audience());
        claims.put("exp", token.expiresAt().getEpochSecond());
        claims.put("iat", token.issuedAt().getEpochSecond());
        claims.put("jti", token.id());
        claims.put("client_id", Objects.requireNonNullElse(token.clientId(), TokenService.FIRST_PARTY));
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
        put(claims, "cnf", token.confirmation() == null ? null : of(token.confirmation()));
        put(claims, "act", token.actor() == null ? null : of(token.actor()));
        put(claims, PARENTS, token.parents().isEmpty() ? null : written(token.parents()));
        put(claims, "status", place == null ? null : of(place));
        // Never as whom the client knows the user: it would be told of the other name as well.
        put(claims, DETAILS, token.particulars().authorizationDetails());
        put(claims, USERINFO, token.particulars().userinfoClaims());
        claims.putAll(token.claims());
        return claims;
    }

    /** {@code status} (draft-ietf-oauth-status-list, section 6.2); for verifiers, and not read back. */
    private static Map<String, Object> of(StatusLists.Place place) {
        return Map.of("status_list", Map.of("idx", place.index(), "uri", place.uri()));
    }

    /** {@code cnf} (RFC 7800, section 3.1). */
    static Map<String, Object> of(Confirmation confirmation) {
        var claims = new LinkedHashMap<String, Object>();
        put(claims, "jkt", confirmation.jkt());
        put(claims, "x5t#S256", confirmation.certificate());
        return claims;
    }

    /** {@code act} (RFC 8693, section 4.1). */
    static Map<String, Object> of(Actor actor) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", actor.subject());
        put(claims, "client_id", actor.clientId());
        put(claims, "act", actor.actor() == null ? null : of(actor.actor()));
        return claims;
    }

    /** @throws IllegalArgumentException where a claim is missing or of another kind */
    static AccessToken read(Map<String, Object> claims) {
        return new AccessToken(
                Format.jwt,
                required(text(claims, "jti"), "jti"),
                required(text(claims, "sub"), "sub"),
                text(claims, "preferred_username"),
                client(text(claims, "client_id")),
                Scope.parse(text(claims, "scope")),
                audience(claims),
                text(claims, "sid"),
                text(claims, "grant_id"),
                instant(claims, "auth_time"),
                texts(claims, "amr"),
                required(instant(claims, "iat"), "iat"),
                required(instant(claims, "exp"), "exp"),
                number(claims, POSITION),
                confirmation(claims),
                actor(claims),
                custom(claims),
                parents(claims),
                new Particulars(null, details(claims), claims.containsKey(USERINFO) ? texts(claims, USERINFO) : null));
    }

    /** RFC 9068, section 2.2: without it nobody could tell what the token is for. */
    private static List<String> audience(Map<String, Object> claims) {
        List<String> audience = texts(claims, "aud");
        if (audience.isEmpty()) {
            throw new IllegalArgumentException("aud is missing");
        }
        return audience;
    }

    private static @Nullable List<Map<String, Object>> details(Map<String, Object> claims) {
        return switch (claims.get(DETAILS)) {
            case null -> null;
            case List<?> all -> all.stream().map(each -> members(each, DETAILS)).toList();
            default -> throw new IllegalArgumentException(DETAILS + " is no array");
        };
    }

    private static @Nullable String client(@Nullable String id) {
        return TokenService.FIRST_PARTY.equals(id) ? null : id;
    }

    private static List<String> written(List<Revoke> names) {
        return names.stream().map(name -> name.kind() + ":" + name.value()).toList();
    }

    private static List<Revoke> parents(Map<String, Object> claims) {
        return texts(claims, PARENTS).stream()
                .map(text -> {
                    int cut = Math.max(0, text.indexOf(':'));
                    return new Revoke(Kind.valueOf(text.substring(0, cut)), text.substring(cut + 1));
                })
                .toList();
    }

    /** One that is not understood must not be passed over: the token is bound all the same. */
    private static @Nullable Confirmation confirmation(Map<String, Object> claims) {
        Map<String, Object> members = object(claims, "cnf");
        if (members == null) {
            return null;
        }
        var confirmation = new Confirmation(text(members, "jkt"), text(members, "x5t#S256"));
        if (!of(confirmation).equals(members) || members.size() != 1) {
            throw new IllegalArgumentException("cnf is not one that is known here");
        }
        return confirmation;
    }

    private static @Nullable Actor actor(Map<String, Object> claims) {
        Map<String, Object> members = object(claims, "act");
        return members == null
                ? null
                : new Actor(required(text(members, "sub"), "sub"), text(members, "client_id"), actor(members));
    }

    private static Map<String, Object> custom(Map<String, Object> claims) {
        var custom = new LinkedHashMap<>(claims);
        custom.keySet().removeAll(RESERVED);
        return custom;
    }

    private static @Nullable Map<String, Object> object(Map<String, Object> claims, String name) {
        Object value = claims.get(name);
        return value == null ? null : members(value, name);
    }

    private static Map<String, Object> members(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> members) {
            var object = new LinkedHashMap<String, Object>();
            members.forEach((key, member) -> object.put(String.valueOf(key), member));
            return object;
        }
        throw new IllegalArgumentException(name + " is not an object");
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
