package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client (RFC 7591, section 2).
 *
 * @param redirectUris compared character by character
 * @param scope all that it may ask for
 * @param secretHash SHA-256 in hex; null for a public client
 * @param mayActFor ids of clients whose tokens it may exchange as if they were its own
 * @param tokens what its tokens are like
 */
@RegisterForReflection
public record RegisteredClient(
        String clientId,
        String clientName,
        List<String> redirectUris,
        Set<GrantType> grantTypes,
        Scope scope,
        AuthMethod authMethod,
        Format format,
        @Nullable String secretHash,
        List<String> mayActFor,
        ClientTokens tokens,
        Instant createdAt,
        Instant updatedAt) {
    public RegisteredClient {
        // Those that the version before keeps in Redis have neither.
        mayActFor = Objects.requireNonNullElse(mayActFor, List.of());
        tokens = Objects.requireNonNullElse(tokens, ClientTokens.ORDINARY);
    }

    /** Whether it holds a secret. */
    public boolean confidential() {
        return authMethod != AuthMethod.none;
    }

    public boolean may(GrantType grant) {
        return grantTypes.contains(grant);
    }

    /** The response types that follow from the grants. */
    List<String> responseTypes() {
        return may(GrantType.authorization_code) ? List.of("code") : List.of();
    }
}
