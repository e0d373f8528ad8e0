package dev.gatehouse.token.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.oauth.PresentedClient;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.OAuthService.Client;
import dev.gatehouse.common.peer.OAuthService.InvalidClient;
import dev.gatehouse.common.peer.OAuthService.Presentation;
import dev.gatehouse.common.secret.Secrets;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has clients authenticated by oauth-service, which knows them. For some seconds a client is known again by the hash of its
 * secret, which is random, or of its certificate: else each introspection were a call of another service. A refusal is never remembered.
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

    /**
     * @param secretHash null where the client shows no secret
     * @param certificateHash null where it shows no certificate
     */
    private record Proof(
            String clientId,
            @Nullable String secretHash,
            AuthMethod method,
            @Nullable String certificateHash) {
        static Proof of(PresentedClient.Presented presented, @Nullable String certificate) {
            return new Proof(presented.clientId(), hash(presented.secret()), presented.method(), hash(certificate));
        }

        private static @Nullable String hash(@Nullable String text) {
            return text == null ? null : Secrets.sha256(text);
        }
    }

    /**
     * Empty where there is no such client, what it shows does not prove it, or a confidential client shows nothing. Never
     * blocks.
     *
     * @param certificate DER in base64; null where none is shown
     */
    Uni<Optional<Client>> authenticate(PresentedClient.Presented presented, @Nullable String certificate) {
        Proof proof = Proof.of(presented, certificate);
        Client before = presented.assertion() == null ? known.getIfPresent(proof) : null;
        return before == null
                ? ask(presented, certificate, proof)
                : Uni.createFrom().item(Optional.of(before));
    }

    private Uni<Optional<Client>> ask(PresentedClient.Presented presented, @Nullable String certificate, Proof proof) {
        var shown = new Presentation(
                presented.clientId(), presented.secret(), presented.method(), presented.assertion(), certificate);
        return oauth.authenticate(shown).map(answer -> switch (answer) {
            case Client client -> {
                // An assertion counts once.
                if (presented.assertion() == null) {
                    known.put(proof, client);
                }
                yield Optional.of(client);
            }
            case InvalidClient() -> Optional.empty();
        });
    }
}
