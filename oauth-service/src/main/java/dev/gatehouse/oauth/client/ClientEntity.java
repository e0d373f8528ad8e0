package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** Of the newest secret, for replicas of the version before. */
    @Column(name = "secret_hash")
    @Nullable
    String secretHash;

    @ElementCollection
    @CollectionTable(name = "client_secrets", joinColumns = @JoinColumn(name = "client_id"))
    Set<ClientSecret> secrets = new HashSet<>();

    @Embedded
    @Nullable
    ClientProof proof;

    @Embedded
    @Nullable
    ClientRequests requests;

    @Embedded
    @Nullable
    ClientAnswers answers;

    @Embedded
    @Nullable
    ClientLogout logout;

    @Embedded
    @Nullable
    ClientPages pages;

    @Embedded
    @Nullable
    ClientOrigin origin;

    long version;

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

    @Column(name = "status_list")
    boolean statusList;

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
        ClientSecret newest = client.newestSecret(client.updatedAt());
        secretHash = newest == null ? null : newest.hash();
        secrets.retainAll(Set.copyOf(client.secrets()));
        secrets.addAll(client.secrets());
        proof = client.proof();
        requests = client.requests();
        answers = client.answers();
        logout = client.logout();
        pages = client.pages();
        origin = client.origin();
        version = client.version();
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
        statusList = tokens.statusList();
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
                kept(),
                List.of(mayActFor),
                new ClientTokens(
                        duration(accessTokenLifetime),
                        duration(refreshTokenLifetime),
                        duration(refreshTokenIdle),
                        accessTokenAlg,
                        idTokenAlg,
                        List.of(resources),
                        claims(),
                        statusList),
                Objects.requireNonNullElse(proof, ClientProof.ORDINARY),
                Objects.requireNonNullElse(requests, ClientRequests.ORDINARY),
                Objects.requireNonNullElse(answers, ClientAnswers.ORDINARY),
                Objects.requireNonNullElse(logout, ClientLogout.ORDINARY),
                Objects.requireNonNullElse(pages, ClientPages.ORDINARY),
                Objects.requireNonNullElse(origin, ClientOrigin.ADMINISTRATOR),
                createdAt,
                updatedAt,
                version);
    }

    /** A replica of the version before has written nothing but the hash. */
    private List<ClientSecret> kept() {
        return secrets.isEmpty() && secretHash != null
                ? List.of(ClientSecret.of(secretHash, createdAt))
                : List.copyOf(secrets);
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
