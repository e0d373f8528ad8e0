package dev.gatehouse.oauth.code;

import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a code stands for.
 *
 * @param redirectUri where it was sent to; null of one that leads nowhere
 * @param codeChallenge of PKCE, method S256; null where the client needs none
 * @param sid the browser session in which it was given
 * @param issuedAt when the code was given, and the user's consent was there; null of one that the version before gave
 * @param details what else the user allows (RFC 9396)
 * @param claims that are asked for singly, and the user allows
 * @param resources that tokens are to be for (RFC 8707), none for Gatehouse itself
 * @param dpopJkt thumbprint of the key that the code counts with alone (RFC 9449, section 10); null for any, or none
 * @param signedInAt when the sign-in of that session began, where that is not {@code authTime}
 */
@RegisterForReflection
public record CodeGrant(
        String clientId,
        @Nullable String redirectUri,
        @Nullable String codeChallenge,
        @Nullable String nonce,
        UUID subject,
        String username,
        Scope scope,
        String sid,
        Instant authTime,
        List<String> amr,
        @Nullable Instant issuedAt,
        List<String> resources,
        AskedClaims claims,
        List<Map<String, Object>> details,
        @Nullable String dpopJkt,
        @Nullable Instant signedInAt) {
    public CodeGrant {
        // Those that the version before gave have none.
        resources = Objects.requireNonNullElse(resources, List.of());
        claims = Objects.requireNonNullElse(claims, AskedClaims.NONE);
        details = Objects.requireNonNullElse(details, List.of());
    }

    /** Names of claims of the user (OpenID Connect Core, section 5.5). */
    @RegisterForReflection
    public record AskedClaims(List<String> userinfo, List<String> idToken) {
        public static final AskedClaims NONE = new AskedClaims(List.of(), List.of());
    }
}
