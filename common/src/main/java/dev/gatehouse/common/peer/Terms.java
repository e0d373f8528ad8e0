package dev.gatehouse.common.peer;

import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What access tokens are to be beyond the ordinary; each null for that. A grant keeps it for the tokens to come.
 *
 * @param audience the resources that they are for: absolute URIs (RFC 8707); null for the issuer
 * @param lifetime at most what is configured
 * @param algorithm signs them (RFC 7518, section 3.1); of no matter to opaque ones
 * @param claims beside those of the protocol, which they cannot replace; in introspection, too
 * @param confirmation the key that they are bound to
 * @param actor who acts for the subject
 * @param beside what is to be of all that comes with them
 * @param statusList whether JWTs say where their status is told (draft-ietf-oauth-status-list); null for no
 * @param authorizationDetails what the token lets its holder do (RFC 9396): objects with a {@code type}, told in JWTs, by
 *     introspection and by {@code /verify}
 * @param userinfoClaims names of claims that the UserInfo endpoint is to tell beside those of the scope (OpenID Connect
 *     Core, section 5.5); told by {@code /verify}
 */
@RegisterForReflection
public record Terms(
        @Nullable List<String> audience,
        @Nullable Duration lifetime,
        @Nullable String algorithm,
        @Nullable Map<String, Object> claims,
        @Nullable Confirmation confirmation,
        @Nullable Actor actor,
        @Nullable Beside beside,
        @Nullable Boolean statusList,
        @Nullable List<Map<String, Object>> authorizationDetails,
        @Nullable List<String> userinfoClaims) {
    public static final Terms NONE = new Terms(null, null, null, null, null, null);

    /** With nothing said of what comes with the access tokens. */
    public Terms(
            @Nullable List<String> audience,
            @Nullable Duration lifetime,
            @Nullable String algorithm,
            @Nullable Map<String, Object> claims,
            @Nullable Confirmation confirmation,
            @Nullable Actor actor) {
        this(audience, lifetime, algorithm, claims, confirmation, actor, null, null);
    }

    /** With neither authorization details nor claims that the UserInfo endpoint is to tell. */
    public Terms(
            @Nullable List<String> audience,
            @Nullable Duration lifetime,
            @Nullable String algorithm,
            @Nullable Map<String, Object> claims,
            @Nullable Confirmation confirmation,
            @Nullable Actor actor,
            @Nullable Beside beside,
            @Nullable Boolean statusList) {
        this(audience, lifetime, algorithm, claims, confirmation, actor, beside, statusList, null, null);
    }

    /** The same for other resources. */
    public Terms of(@Nullable List<String> resources) {
        return new Terms(
                resources,
                lifetime,
                algorithm,
                claims,
                confirmation,
                actor,
                beside,
                statusList,
                authorizationDetails,
                userinfoClaims);
    }

    /** The same with {@code more} claims. */
    public Terms telling(Map<String, Object> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new LinkedHashMap<>(more);
        if (claims != null) {
            all.putAll(claims);
        }
        return new Terms(
                audience,
                lifetime,
                algorithm,
                all,
                confirmation,
                actor,
                beside,
                statusList,
                authorizationDetails,
                userinfoClaims);
    }

    /** The same with what an authorization request asked for beside the scope; each null for nothing. */
    public Terms granting(@Nullable List<Map<String, Object>> details, @Nullable List<String> userinfo) {
        return new Terms(
                audience, lifetime, algorithm, claims, confirmation, actor, beside, statusList, details, userinfo);
    }

    /** The same of a token that {@code acting} has for another: it lasts for at most {@code left}, and opens nothing beside. */
    public Terms exchanged(Duration left, @Nullable Actor acting) {
        return new Terms(
                audience,
                lifetime == null || lifetime.compareTo(left) > 0 ? left : lifetime,
                algorithm,
                claims,
                confirmation,
                acting,
                beside,
                statusList,
                null,
                null);
    }

    /** What a refresh gives that asks for {@code asked} of this; whoever the user is to the client stays. */
    public Terms refreshed(Terms asked) {
        Beside now = asked.beside == null ? beside : asked.beside.as(beside == null ? null : beside.subject());
        return new Terms(
                asked.audience == null ? audience : asked.audience,
                asked.lifetime == null ? lifetime : asked.lifetime,
                asked.algorithm == null ? algorithm : asked.algorithm,
                asked.claims == null ? claims : asked.claims,
                // Where the grant is bound to one, it was found to be that one, or that another does as well.
                asked.confirmation == null ? confirmation : asked.confirmation,
                actor,
                now,
                asked.statusList == null ? statusList : asked.statusList,
                asked.authorizationDetails == null ? authorizationDetails : asked.authorizationDetails,
                userinfoClaims);
    }
}
