package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that is in order (RFC 6749, section 4.1.1; OpenID Connect Core, section 3.1.2.1).
 *
 * @param codeChallenge of PKCE, method S256
 * @param maxAge seconds since the sign-in at most
 * @param loginAfter the user was sent to sign in anew at this instant
 * @param resources that tokens are to be for (RFC 8707), none for Gatehouse itself
 */
@RegisterForReflection
record AuthorizationRequest(
        String clientId,
        String redirectUri,
        Scope scope,
        @Nullable String state,
        @Nullable String nonce,
        String codeChallenge,
        Set<Prompt> prompts,
        @Nullable Long maxAge,
        @Nullable Instant loginAfter,
        List<String> resources) {
    AuthorizationRequest {
        // Those that the version before keeps have none.
        resources = Objects.requireNonNullElse(resources, List.of());
    }

    /** Values of {@code prompt}. */
    enum Prompt {
        none,
        login,
        consent
    }

    boolean prompts(Prompt prompt) {
        return prompts.contains(prompt);
    }
}
