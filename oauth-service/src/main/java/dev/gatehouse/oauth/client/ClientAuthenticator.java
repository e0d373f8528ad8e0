package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a client is the one that it says it is (RFC 6749, section 2.3); pure. */
public final class ClientAuthenticator {
    private ClientAuthenticator() {}

    /**
     * Empty unless a confidential client shows a secret of its in the way that it is registered for, or a public one none.
     *
     * @param found the client of that id, empty where there is none
     */
    public static Optional<RegisteredClient> authenticate(
            Optional<RegisteredClient> found, AuthMethod method, @Nullable String secret) {
        return found.filter(client -> client.authMethod() == method)
                .filter(client -> client.confidential() ? proves(client, secret) : secret == null);
    }

    private static boolean proves(RegisteredClient client, @Nullable String secret) {
        if (secret == null || !Secrets.wellFormed(SecretKind.CLIENT_SECRET, secret)) {
            return false;
        }
        Instant now = Instant.now();
        String hash = Secrets.sha256(secret);
        return client.secrets().stream().anyMatch(kept -> kept.counts(now) && Secrets.equal(kept.hash(), hash));
    }
}
