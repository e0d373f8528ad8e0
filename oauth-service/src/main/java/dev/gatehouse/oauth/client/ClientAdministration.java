package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.Problem.Violation;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers, changes and removes clients. Blocks. */
@ApplicationScoped
public class ClientAdministration {
    private static final int ID_LENGTH = 22;
    private final ClientStore store;
    private final Clients clients;
    private final TokenService tokens;

    ClientAdministration(ClientStore store, Clients clients, TokenService tokens) {
        this.store = store;
        this.clients = clients;
        this.tokens = tokens;
    }

    public sealed interface Outcome permits Saved, Refused, Absent {}

    /** @param secret where one was made; it cannot be had again */
    public record Saved(RegisteredClient client, @Nullable String secret) implements Outcome {}

    public record Refused(List<Violation> violations) implements Outcome {}

    public record Absent() implements Outcome {}

    public Outcome register(ClientMetadata asked) {
        return switch (ClientRules.check(asked, null)) {
            case ClientRules.Wrong(List<Violation> violations) -> new Refused(violations);
            case ClientRules.Fine fine -> {
                Saved saved = saved(Secrets.random().substring(0, ID_LENGTH), fine, null);
                store.insert(saved.client());
                clients.changed(saved.client().clientId()).await().indefinitely();
                yield saved;
            }
        };
    }

    /** Changes what is not null. A client that becomes confidential gets a secret, one that becomes public loses it. */
    public Outcome change(String clientId, ClientMetadata asked) {
        Optional<RegisteredClient> before = store.client(clientId);
        if (before.isEmpty()) {
            return new Absent();
        }
        return switch (ClientRules.check(asked, before.get())) {
            case ClientRules.Wrong(List<Violation> violations) -> new Refused(violations);
            case ClientRules.Fine fine -> {
                Saved saved = saved(clientId, fine, before.get());
                boolean replaced = store.replace(saved.client());
                clients.changed(clientId).await().indefinitely();
                yield replaced ? saved : new Absent();
            }
        };
    }

    /**
     * Removes the client, its consents, and all that it holds: first no new token, then no old one. Revokes even where
     * the row is gone already, so that a call that failed half-way can be repeated.
     *
     * @return false where there is no such client
     */
    public boolean remove(String clientId) {
        if (!ClientStore.plausible(clientId)) {
            return false;
        }
        boolean removed = store.remove(clientId);
        clients.changed(clientId).await().indefinitely();
        tokens.revoke(new TokenService.Revoke(TokenService.Kind.client, clientId))
                .await()
                .indefinitely();
        return removed;
    }

    private static Saved saved(String clientId, ClientRules.Fine fine, @Nullable RegisteredClient before) {
        String hash = before == null ? null : before.secretHash();
        String secret = null;
        if (fine.authMethod() == AuthMethod.none) {
            hash = null;
        } else if (hash == null) {
            secret = Secrets.generate(SecretKind.CLIENT_SECRET);
            hash = Secrets.sha256(secret);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var client = new RegisteredClient(
                clientId,
                fine.clientName(),
                fine.redirectUris(),
                fine.grantTypes(),
                fine.scope(),
                fine.authMethod(),
                fine.format(),
                hash,
                fine.mayActFor(),
                fine.tokens(),
                before == null ? now : before.createdAt(),
                now);
        return new Saved(client, secret);
    }
}
