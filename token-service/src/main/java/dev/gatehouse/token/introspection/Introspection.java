package dev.gatehouse.token.introspection;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.OAuthService.Client;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.AccessTokens;
import dev.gatehouse.token.apikey.ApiKey;
import dev.gatehouse.token.apikey.ApiKeys;
import dev.gatehouse.token.revocation.Revocations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What an access token or an API key says, while it counts (RFC 7662, section 2.2). Never blocks. */
@Singleton
class Introspection {
    /** All that is said of anything else, lest a caller learn why. */
    static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final AccessTokens tokens;
    private final ApiKeys keys;
    private final Revocations revocations;
    private final String issuer;

    Introspection(
            AccessTokens tokens,
            ApiKeys keys,
            Revocations revocations,
            @ConfigProperty(name = "gatehouse.issuer") String issuer) {
        this.tokens = tokens;
        this.keys = keys;
        this.revocations = revocations;
        this.issuer = issuer;
    }

    /**
     * The members of the answer. Refresh tokens are for the token endpoint alone, and not active here; nor is, for
     * {@code caller}, what is none of their business (RFC 7662, section 4).
     */
    Uni<Map<String, Object>> of(String token, Client caller) {
        return of(token, caller, tokens.readFor(caller.clientId(), token));
    }

    /**
     * The same for an answer that is signed, and shown to others: not of what the caller could have written itself with a key
     * that it shares, for we would vouch for it.
     */
    Uni<Map<String, Object>> vouchedFor(String token, Client caller) {
        return of(token, caller, tokens.read(token));
    }

    private Uni<Map<String, Object>> of(String token, Client caller, Uni<AccessTokens.Reading> read) {
        if (token.startsWith(SecretKind.API_KEY.prefix())) {
            // It is no client's, and for none in particular.
            return caller.scope().has(Scope.INTROSPECT)
                    ? apiKey(token)
                    : Uni.createFrom().item(INACTIVE);
        }
        return read.chain(reading -> switch (reading) {
            case AccessTokens.Readable(AccessToken access) ->
                concerns(access, caller, issuer)
                        ? revocations.revoked(access).map(revoked -> revoked ? INACTIVE : told(access, caller))
                        : Uni.createFrom().item(INACTIVE);
            case AccessTokens.Unreadable ignored -> Uni.createFrom().item(INACTIVE);
        });
    }

    /** To the client whose token it is the user is who they are to that client, and nothing more. */
    private Map<String, Object> told(AccessToken access, Client caller) {
        Map<String, Object> members = active(access, issuer);
        String clientSubject = access.particulars().clientSubject();
        if (clientSubject != null && caller.clientId().equals(access.clientId())) {
            members.put("sub", clientSubject);
            members.remove("username");
        }
        return members;
    }

    private Uni<Map<String, Object>> apiKey(String secret) {
        return keys.find(secret)
                .chain(found -> found.map(key -> revocations
                                .revoked(
                                        List.of(new Revoke(
                                                Kind.user, key.subject().toString())),
                                        key.createdAt())
                                .map(revoked -> revoked ? INACTIVE : active(key, issuer)))
                        .orElseGet(() -> Uni.createFrom().item(INACTIVE)));
    }

    /**
     * Whether it is the caller's own, or for the caller: for a resource that it is registered for. That all tokens are for
     * which name none, the issuer, is nobody's.
     */
    static boolean concerns(AccessToken token, Client caller, String issuer) {
        return caller.clientId().equals(token.clientId())
                || token.audience().contains(caller.clientId())
                || token.audience().stream()
                        .anyMatch(resource ->
                                !resource.equals(issuer) && caller.resources().contains(resource))
                || caller.scope().has(Scope.INTROSPECT);
    }

    static Map<String, Object> active(AccessToken token, String issuer) {
        var members = new LinkedHashMap<String, Object>();
        members.put("active", true);
        members.putAll(token.claims());
        put(members, "scope", token.scope().isEmpty() ? null : token.scope().toString());
        members.put("client_id", Objects.requireNonNullElse(token.clientId(), TokenService.FIRST_PARTY));
        put(members, "username", token.username());
        Confirmation confirmation = token.confirmation();
        members.put("token_type", confirmation != null && confirmation.jkt() != null ? "DPoP" : "Bearer");
        members.put("exp", token.expiresAt().getEpochSecond());
        members.put("iat", token.issuedAt().getEpochSecond());
        members.put("sub", token.subject());
        members.put("aud", token.audience().size() == 1 ? token.audience().getFirst() : token.audience());
        members.put("iss", issuer);
        members.put("jti", token.id());
        put(members, "sid", token.sid());
        // RFC 9470, section 6.2.
        Instant authTime = token.authTime();
        put(members, "auth_time", authTime == null ? null : authTime.getEpochSecond());
        put(
                members,
                "acr",
                AuthenticationClass.of(token.amr())
                        .map(AuthenticationClass::value)
                        .orElse(null));
        put(members, "amr", token.amr().isEmpty() ? null : token.amr());
        put(members, "cnf", confirmation);
        put(members, "act", token.actor());
        put(members, "authorization_details", token.particulars().authorizationDetails());
        return members;
    }

    static Map<String, Object> active(ApiKey key, String issuer) {
        var members = new LinkedHashMap<String, Object>();
        members.put("active", true);
        members.put("scope", key.scope().toString());
        members.put("username", key.username());
        members.put("token_type", "Bearer");
        Instant expiresAt = key.expiresAt();
        put(members, "exp", expiresAt == null ? null : expiresAt.getEpochSecond());
        members.put("iat", key.createdAt().getEpochSecond());
        members.put("sub", key.subject().toString());
        members.put("iss", issuer);
        members.put("jti", key.id().toString());
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
