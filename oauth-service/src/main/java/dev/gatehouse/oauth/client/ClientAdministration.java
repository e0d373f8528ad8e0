package dev.gatehouse.oauth.client;

import dev.gatehouse.common.peer.ClientKeyService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.algorithm.Algorithms;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers, changes and removes clients. Blocks. */
@ApplicationScoped
public class ClientAdministration {
    private static final int ID_LENGTH = 22;
    private static final int MOST_TRIES = 8;
    private final ClientStore store;
    private final Clients clients;
    private final TokenService tokens;
    private final ClientKeyService keys;
    private final Algorithms algorithms;
    private final Offered offered;
    private final ClientSecrets secrets;
    private final List<Vetting> vettings;
    private final ClientMembers members;

    ClientAdministration(
            ClientStore store,
            Clients clients,
            TokenService tokens,
            ClientKeyService keys,
            Algorithms algorithms,
            Offered offered,
            ClientSecrets secrets,
            @All List<Vetting> vettings,
            ClientMembers members) {
        this.members = members;
        this.secrets = secrets;
        this.vettings = vettings;
        this.offered = offered;
        this.store = store;
        this.clients = clients;
        this.tokens = tokens;
        this.keys = keys;
        this.algorithms = algorithms;
    }

    public sealed interface Outcome permits Saved, Refused, Outdated, Absent {}

    /** @param secret where one was made; it cannot be had again */
    public record Saved(RegisteredClient client, @Nullable String secret) implements Outcome {}

    public record Refused(List<Violation> violations) implements Outcome {}

    /** The client is not the one any more that was to be changed. */
    public record Outdated() implements Outcome {}

    public record Absent() implements Outcome {}

    /** For an administrator. */
    public Outcome register(ClientMetadata asked) {
        return register(asked, ClientOrigin.ADMINISTRATOR);
    }

    /** Under an id that is made for it. */
    public Outcome register(ClientMetadata asked, ClientOrigin origin) {
        return register(Secrets.random().substring(0, ID_LENGTH), asked, origin);
    }

    /** @param clientId that no client has */
    public Outcome register(String clientId, ClientMetadata asked, ClientOrigin origin) {
        return switch (ClientRules.check(asked, null, origin.kind(), algorithms(asked), offered.features())) {
            case ClientRules.Wrong(List<Violation> violations) -> new Refused(violations);
            case ClientRules.Fine fine -> {
                Saved saved = saved(clientId, fine, null, origin);
                List<Violation> objections = objections(saved.client(), null);
                if (!objections.isEmpty()) {
                    yield new Refused(objections);
                }
                share(saved.client());
                store.insert(saved.client());
                clients.changed(clientId);
                yield saved;
            }
        };
    }

    /** As below, whatever the client is by now. */
    public Outcome change(String clientId, ClientMetadata asked) {
        return change(clientId, asked, new EntityTag.Anything());
    }

    /**
     * Changes what is said. A client that comes to need a secret gets one, one that does not need any loses them. Of changes
     * at the same time each is made to what the one before left.
     *
     * @param condition on the version that is changed
     */
    public Outcome change(String clientId, ClientMetadata asked, EntityTag.Condition condition) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<RegisteredClient> before = store.client(clientId);
            if (before.isEmpty()) {
                return new Absent();
            }
            if (!condition.holds(before.get().version())) {
                return new Outdated();
            }
            Outcome outcome =
                    change(before.get(), asked, before.get(), before.get().origin());
            if (!(outcome instanceof Outdated)) {
                return outcome;
            }
        }
        return new Outdated();
    }

    /**
     * Makes the client what {@code asked} says; of what that does not say nothing is left but the default.
     *
     * @param before the version that is replaced: {@link Outdated} where it is another by now
     */
    public Outcome replace(RegisteredClient before, ClientMetadata asked, ClientOrigin origin) {
        return change(before, asked, null, origin);
    }

    /** @param unsaid has what is not said; null for the defaults */
    private Outcome change(
            RegisteredClient before, ClientMetadata asked, @Nullable RegisteredClient unsaid, ClientOrigin origin) {
        String clientId = before.clientId();
        return switch (ClientRules.check(asked, unsaid, origin.kind(), algorithms(asked), offered.features())) {
            case ClientRules.Wrong(List<Violation> violations) -> new Refused(violations);
            case ClientRules.Fine fine -> {
                Saved saved = noted(saved(clientId, fine, before, origin), unsaid);
                List<Violation> objections = objections(saved.client(), before);
                if (!objections.isEmpty()) {
                    yield new Refused(objections);
                }
                share(saved.client());
                yield switch (store.replace(saved.client())) {
                    case DONE -> {
                        clients.changed(clientId);
                        yield saved;
                    }
                    case OUTDATED -> new Outdated();
                    case GONE -> {
                        keys.forget(clientId).await().indefinitely();
                        yield new Absent();
                    }
                };
            }
        };
    }

    /**
     * Gives the client another secret. Those before count on for {@code overlap}, the latest few of them. {@link Refused} where
     * it takes none.
     */
    public Outcome rotate(String clientId, Duration overlap) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<RegisteredClient> before = store.client(clientId);
            if (before.isEmpty()) {
                return new Absent();
            }
            RegisteredClient client = before.get();
            if (!client.authMethod().secret()) {
                return new Refused(List.of(new Violation("token_endpoint_auth_method", "takes no secret")));
            }
            Instant now = now();
            String secret = Secrets.generate(SecretKind.CLIENT_SECRET);
            ClientSecret made = secrets.kept(clientId, secret, client.authMethod(), now);
            RegisteredClient after = client.with(ClientSecrets.rotated(client.secrets(), made, overlap, now), now);
            switch (store.replace(after)) {
                case DONE -> {
                    clients.changed(clientId);
                    return new Saved(after, secret);
                }
                case GONE -> {
                    return new Absent();
                }
                case OUTDATED -> {}
            }
        }
        return new Outdated();
    }

    /**
     * Removes the client, its consents, the keys that it shares, and all that it holds: first no new token, then no old one.
     * Revokes even where the row is gone already, so that a call that failed half-way can be repeated.
     *
     * @return false where there is no such client
     */
    public boolean remove(String clientId) {
        if (!ClientIds.plausible(clientId)) {
            return false;
        }
        boolean removed = store.remove(clientId);
        clients.changed(clientId);
        keys.forget(clientId).await().indefinitely();
        // A replica that has not heard of it yet is refused new tokens by this, too: it says when it found the client.
        tokens.revoke(new TokenService.Revoke(TokenService.Kind.client, clientId))
                .await()
                .indefinitely();
        return removed;
    }

    private List<Violation> objections(RegisteredClient asked, @Nullable RegisteredClient before) {
        return vettings.stream()
                .flatMap(vetting -> vetting.objections(asked, before).stream())
                .toList();
    }

    /** That it is an administrator who changes what a client says of itself. @param before null where it is the client */
    private Saved noted(Saved saved, @Nullable RegisteredClient before) {
        RegisteredClient client = saved.client();
        ClientOrigin origin = client.origin();
        if (before == null || origin.kind() == ClientOrigin.Kind.admin) {
            return saved;
        }
        String registered = origin.registeredScope();
        return new Saved(
                client.with(origin.with(Administered.after(
                        origin.administered(),
                        members.of(before),
                        members.of(client),
                        registered == null ? Scope.NONE : Scope.parse(registered)))),
                saved.secret());
    }

    /** Before the client is there: nothing is ever to be signed by a key that is not. */
    private void share(RegisteredClient client) {
        if (client.tokens().shared() || client.answers().shared()) {
            keys.share(client.clientId()).await().indefinitely();
        }
    }

    private List<String> algorithms(ClientMetadata asked) {
        return ClientTokenRules.namesAlgorithm(asked) || ClientAnswerRules.namesAlgorithm(asked)
                ? algorithms.names().await().indefinitely()
                : List.of();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private Saved saved(
            String clientId, ClientRules.Fine fine, @Nullable RegisteredClient before, ClientOrigin origin) {
        Instant now = now();
        List<ClientSecret> kept =
                before == null ? List.of() : ClientSecrets.fit(before.secrets(), fine.authMethod(), now);
        String secret = null;
        if (fine.authMethod().secret() && kept.isEmpty()) {
            secret = Secrets.generate(SecretKind.CLIENT_SECRET);
            kept = List.of(secrets.kept(clientId, secret, fine.authMethod(), now));
        }
        var client = new RegisteredClient(
                clientId,
                fine.clientName(),
                fine.redirectUris(),
                fine.grantTypes(),
                fine.scope(),
                fine.authMethod(),
                fine.format(),
                kept,
                fine.mayActFor(),
                fine.tokens(),
                fine.proof(),
                fine.requests(),
                fine.answers(),
                fine.logout(),
                fine.pages(),
                origin,
                before == null ? now : before.createdAt(),
                now,
                before == null ? 0 : before.version() + 1);
        return new Saved(client, secret);
    }
}
