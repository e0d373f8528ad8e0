package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client (RFC 7591, section 2).
 *
 * @param redirectUris compared character by character
 * @param scope all that it may ask for
 * @param secrets of which each counts until it expires; none of a public client
 * @param mayActFor ids of clients whose tokens it may exchange as if they were its own
 * @param tokens what its tokens are like
 * @param version one more with each change
 */
public record RegisteredClient(
        String clientId,
        String clientName,
        List<String> redirectUris,
        Set<GrantType> grantTypes,
        Scope scope,
        AuthMethod authMethod,
        Format format,
        List<ClientSecret> secrets,
        List<String> mayActFor,
        ClientTokens tokens,
        ClientProof proof,
        ClientRequests requests,
        ClientAnswers answers,
        ClientLogout logout,
        ClientPages pages,
        ClientOrigin origin,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** The same version, with what is known of where it comes from. */
    RegisteredClient with(ClientOrigin other) {
        return new RegisteredClient(
                clientId,
                clientName,
                redirectUris,
                grantTypes,
                scope,
                authMethod,
                format,
                secrets,
                mayActFor,
                tokens,
                proof,
                requests,
                answers,
                logout,
                pages,
                other,
                createdAt,
                updatedAt,
                version);
    }

    /** The next version, with these secrets in place of those before. */
    RegisteredClient with(List<ClientSecret> others, Instant now) {
        return new RegisteredClient(
                clientId,
                clientName,
                redirectUris,
                grantTypes,
                scope,
                authMethod,
                format,
                others,
                mayActFor,
                tokens,
                proof,
                requests,
                answers,
                logout,
                pages,
                origin,
                createdAt,
                now,
                version + 1);
    }

    /** The newest secret that counts at {@code now}; null where there is none. */
    public @Nullable ClientSecret newestSecret(Instant now) {
        return secrets.stream()
                .filter(secret -> secret.counts(now))
                .max(Comparator.comparing(ClientSecret::createdAt))
                .orElse(null);
    }

    /** What users read when they are asked: of one that anybody can have written a document for, where that is. */
    public String shownName() {
        return origin.kind() == ClientOrigin.Kind.document
                ? clientName + " (" + URI.create(clientId).getHost() + ")"
                : clientName;
    }

    /** Whether it can prove who it is. */
    public boolean confidential() {
        return authMethod != AuthMethod.none;
    }

    public boolean may(GrantType grant) {
        return grantTypes.contains(grant);
    }

    /** The response types that follow from the grants. */
    public List<String> responseTypes() {
        return may(GrantType.authorization_code) ? List.of("code") : List.of();
    }
}
