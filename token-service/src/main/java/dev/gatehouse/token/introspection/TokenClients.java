package dev.gatehouse.token.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.PresentedClient;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.OAuthService.Client;
import dev.gatehouse.common.peer.OAuthService.ClientCredentials;
import dev.gatehouse.common.peer.OAuthService.InvalidClient;
import dev.gatehouse.common.secret.Secrets;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has clients authenticated by oauth-service, which knows them. For some seconds a client is known again by the hash of its
 * secret, which is random: else each introspection were a call of another service. A refusal is never remembered.
 */
@Singleton
class TokenClients {
    private static final int REMEMBERED = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private final OAuthService oauth;
    private final Cache<Proof, Client> known;

    TokenClients(OAuthService oauth, IntrospectionConfig config) {
        this.oauth = oauth;
        if (config.clientRemembered().isNegative() || config.clientRemembered().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.token.introspection.client-remembered must be from 0 to 60 seconds");
        }
        known = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(config.clientRemembered())
                .build();
    }

    /** @param secretHash null where the client only names itself */
    private record Proof(String clientId, @Nullable String secretHash, AuthMethod method) {
        static Proof of(PresentedClient.Presented presented) {
            String secret = presented.secret();
            return new Proof(presented.clientId(), secret == null ? null : Secrets.sha256(secret), presented.method());
        }
    }

    /** Empty where there is no such client, the secret is wrong, or a confidential client shows none. Never blocks. */
    Uni<Optional<Client>> authenticate(PresentedClient.Presented presented) {
        Proof proof = Proof.of(presented);
        Client before = known.getIfPresent(proof);
        return before == null ? ask(presented, proof) : Uni.createFrom().item(Optional.of(before));
    }

    private Uni<Optional<Client>> ask(PresentedClient.Presented presented, Proof proof) {
        return oauth.authenticate(new ClientCredentials(presented.clientId(), presented.secret(), presented.method()))
                .map(answer -> switch (answer) {
                    case Client client -> {
                        known.put(proof, client);
                        yield Optional.of(client);
                    }
                    case InvalidClient() -> Optional.empty();
                });
    }
}
