package dev.gatehouse.oauth.client;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.secret.Sealing;
import dev.gatehouse.common.secret.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is kept of the secrets of clients: of those that sign assertions the secret itself, sealed, for nobody can verify by a
 * hash; of all others the hash alone.
 */
@Singleton
public class ClientSecrets {
    /** How many can count beside the newest. */
    static final int MOST_BEFORE = 4;

    private final Sealing sealing;

    ClientSecrets(@ConfigProperty(name = "gatehouse.oauth.connect.encryption-key") String key) {
        sealing = new Sealing(key);
    }

    ClientSecret kept(String clientId, String secret, AuthMethod method, Instant now) {
        String hash = Secrets.sha256(secret);
        return method == AuthMethod.client_secret_jwt
                ? new ClientSecret(hash, seal(clientId, hash, secret), now, null)
                : ClientSecret.of(hash, now);
    }

    /** Those of {@code before} that can go on with {@code method}, and nothing more of them than that needs. Pure. */
    static List<ClientSecret> fit(List<ClientSecret> before, AuthMethod method, Instant now) {
        if (!method.secret()) {
            return List.of();
        }
        return before.stream()
                .filter(secret -> secret.counts(now))
                .filter(secret -> method != AuthMethod.client_secret_jwt || secret.sealed() != null)
                .map(secret -> method == AuthMethod.client_secret_jwt
                        ? secret
                        : new ClientSecret(secret.hash(), null, secret.createdAt(), secret.expiresAt()))
                .toList();
    }

    /** {@code made}, and the latest of those before it for {@code overlap}, or until they end by themselves. Pure. */
    static List<ClientSecret> rotated(List<ClientSecret> before, ClientSecret made, Duration overlap, Instant now) {
        Instant end = now.plus(overlap);
        var all = new ArrayList<ClientSecret>();
        all.add(made);
        before.stream()
                .filter(secret -> secret.counts(now))
                .sorted(Comparator.comparing(ClientSecret::createdAt).reversed())
                .limit(MOST_BEFORE)
                .map(secret -> secret.counts(end)
                        ? new ClientSecret(secret.hash(), secret.sealed(), secret.createdAt(), end)
                        : secret)
                .filter(secret -> secret.counts(now))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** The secrets that count at {@code now}, as far as they are kept. */
    public List<String> unsealed(RegisteredClient client, Instant now) {
        var unsealed = new ArrayList<String>();
        for (ClientSecret secret : client.secrets()) {
            String sealed = secret.sealed();
            if (sealed != null && secret.counts(now)) {
                byte[] plain =
                        sealing.open(Base64.getDecoder().decode(sealed), context(client.clientId(), secret.hash()));
                unsealed.add(new String(plain, StandardCharsets.UTF_8));
            }
        }
        return unsealed;
    }

    private String seal(String clientId, String hash, String secret) {
        return Base64.getEncoder()
                .encodeToString(sealing.seal(secret.getBytes(StandardCharsets.UTF_8), context(clientId, hash)));
    }

    private static String context(String clientId, String hash) {
        return "oauth.client_secrets.sealed/" + clientId + "/" + hash;
    }
}
