package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code oauth.clients}. */
@Entity
@Table(name = "clients")
class ClientEntity {
    @Id
    @Column(name = "client_id")
    String clientId;

    @Column(name = "client_name")
    String clientName;

    @Column(name = "redirect_uris")
    String[] redirectUris;

    @Column(name = "grant_types")
    String[] grantTypes;

    @Column(name = "response_types")
    String[] responseTypes;

    String scope;

    @Column(name = "token_endpoint_auth_method")
    String authMethod;

    @Column(name = "access_token_format")
    String format;

    @Column(name = "secret_hash")
    @Nullable
    String secretHash;

    @Column(name = "may_act_for")
    String[] mayActFor;

    @Column(name = "access_token_lifetime")
    @Nullable
    Long accessTokenLifetime;

    @Column(name = "refresh_token_lifetime")
    @Nullable
    Long refreshTokenLifetime;

    @Column(name = "refresh_token_idle")
    @Nullable
    Long refreshTokenIdle;

    @Column(name = "access_token_signed_response_alg")
    String accessTokenAlg;

    @Column(name = "id_token_signed_response_alg")
    String idTokenAlg;

    String[] resources;

    @Column(name = "claims_by_scope")
    String[] claimsByScope;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static ClientEntity of(RegisteredClient client) {
        var row = new ClientEntity();
        row.clientId = client.clientId();
        row.createdAt = client.createdAt();
        row.take(client);
        return row;
    }

    void take(RegisteredClient client) {
        clientName = client.clientName();
        redirectUris = client.redirectUris().toArray(String[]::new);
        grantTypes = client.grantTypes().stream().map(GrantType::value).toArray(String[]::new);
        responseTypes = client.responseTypes().toArray(String[]::new);
        scope = client.scope().toString();
        authMethod = client.authMethod().name();
        format = client.format().name();
        secretHash = client.secretHash();
        mayActFor = client.mayActFor().toArray(String[]::new);
        take(client.tokens());
        updatedAt = client.updatedAt();
    }

    private void take(ClientTokens tokens) {
        accessTokenLifetime = seconds(tokens.accessTokenLifetime());
        refreshTokenLifetime = seconds(tokens.refreshTokenLifetime());
        refreshTokenIdle = seconds(tokens.refreshTokenIdle());
        accessTokenAlg = tokens.accessTokenAlg();
        idTokenAlg = tokens.idTokenAlg();
        resources = tokens.resources().toArray(String[]::new);
        claimsByScope = tokens.claimsByScope().entrySet().stream()
                .map(entry -> entry.getKey() + " " + String.join(" ", entry.getValue()))
                .toArray(String[]::new);
    }

    RegisteredClient client() {
        return new RegisteredClient(
                clientId,
                clientName,
                List.of(redirectUris),
                Arrays.stream(grantTypes)
                        .map(value -> GrantType.named(value).orElseThrow())
                        .collect(Collectors.toUnmodifiableSet()),
                Scope.parse(scope),
                AuthMethod.valueOf(authMethod),
                Format.valueOf(format),
                secretHash,
                List.of(mayActFor),
                new ClientTokens(
                        duration(accessTokenLifetime),
                        duration(refreshTokenLifetime),
                        duration(refreshTokenIdle),
                        accessTokenAlg,
                        idTokenAlg,
                        List.of(resources),
                        claims()),
                createdAt,
                updatedAt);
    }

    private Map<String, List<String>> claims() {
        return Arrays.stream(claimsByScope)
                .map(entry -> List.of(entry.split(" ")))
                .collect(Collectors.toUnmodifiableMap(List::getFirst, words -> words.subList(1, words.size())));
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
