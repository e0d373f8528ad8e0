package dev.gatehouse.oauth.code;

import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a code stands for.
 *
 * @param codeChallenge of PKCE, method S256
 * @param sid the browser session in which it was given
 * @param issuedAt when the code was given, and the user's consent was there; null of one that the version before gave
 * @param resources that tokens are to be for (RFC 8707), none for Gatehouse itself
 */
@RegisterForReflection
public record CodeGrant(
        String clientId,
        String redirectUri,
        String codeChallenge,
        @Nullable String nonce,
        UUID subject,
        String username,
        Scope scope,
        String sid,
        Instant authTime,
        List<String> amr,
        @Nullable Instant issuedAt,
        List<String> resources) {
    public CodeGrant {
        // Those that the version before gave have none.
        resources = Objects.requireNonNullElse(resources, List.of());
    }
}
