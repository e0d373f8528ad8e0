package dev.gatehouse.common.peer;

import dev.gatehouse.common.peer.IdentityService.Found;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be of all that comes with access tokens and in them, each null for what is configured.
 *
 * @param idTokenAlgorithm signs ID tokens
 * @param refreshLifetime how old the grant may become, at most what is configured
 * @param refreshIdle how long it may go without a refresh, at most what is configured
 * @param claimsByScope names of claims of the user that access tokens of a scope tell; null for none
 * @param subject as the client knows the user, for ID tokens and what it learns of its own tokens (OpenID Connect Core,
 *     section 8.1); null for as we do. The grant keeps it. With it access tokens are opaque, whatever was asked: a JWT would
 *     tell the other
 * @param rotates whether a refresh gives the next refresh token; false gives the same again (FAPI 2.0 Security Profile,
 *     section 5.3.2.1), for clients that authenticate or prove a key
 * @param boundToClient whether a refresh token of a confirmation takes the proof of any key, for the client has
 *     authenticated (RFC 9449, section 5); null for no
 * @param idTokenEncryption what ID tokens are encrypted with; null for nothing
 */
@RegisterForReflection
public record Beside(
        @Nullable String idTokenAlgorithm,
        @Nullable Duration refreshLifetime,
        @Nullable Duration refreshIdle,
        @Nullable Map<String, List<String>> claimsByScope,
        @Nullable String subject,
        @Nullable Boolean rotates,
        @Nullable Boolean boundToClient,
        @Nullable Encryption idTokenEncryption) {
    /** The ordinary, but for how tokens are signed, how long a grant lasts, and what access tokens tell. */
    public Beside(
            @Nullable String idTokenAlgorithm,
            @Nullable Duration refreshLifetime,
            @Nullable Duration refreshIdle,
            @Nullable Map<String, List<String>> claimsByScope) {
        this(idTokenAlgorithm, refreshLifetime, refreshIdle, claimsByScope, null, null, null, null);
    }

    /** The same for a user whom the client knows as {@code pairwise}. */
    public Beside as(@Nullable String pairwise) {
        return new Beside(
                idTokenAlgorithm,
                refreshLifetime,
                refreshIdle,
                claimsByScope,
                pairwise,
                rotates,
                boundToClient,
                idTokenEncryption);
    }

    /** The same with ID tokens that are encrypted so; null for those that are not. */
    public Beside encrypting(@Nullable Encryption encryption) {
        return new Beside(
                idTokenAlgorithm,
                refreshLifetime,
                refreshIdle,
                claimsByScope,
                subject,
                rotates,
                boundToClient,
                encryption);
    }

    /** What an access token of {@code scope} tells of the user as they are now. */
    public Map<String, Object> claims(Scope scope, Found user) {
        var told = new LinkedHashMap<String, Object>();
        if (claimsByScope != null) {
            Map<String, Object> all = user.allClaims();
            claimsByScope.forEach((token, names) -> {
                if (scope.has(token)) {
                    names.stream().filter(all::containsKey).forEach(name -> told.put(name, all.get(name)));
                }
            });
        }
        return told;
    }
}
