package dev.gatehouse.token.introspection;

import dev.gatehouse.common.oauth.PresentedClient;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.OAuthService.Client;
import dev.gatehouse.common.peer.OAuthService.ClientCredentials;
import dev.gatehouse.common.peer.OAuthService.InvalidClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Has clients authenticated by oauth-service, which knows them. */
@Singleton
class TokenClients {
    private final OAuthService oauth;

    TokenClients(OAuthService oauth) {
        this.oauth = oauth;
    }

    /** Empty where there is no such client, the secret is wrong, or a confidential client shows none. Never blocks. */
    Uni<Optional<Client>> authenticate(PresentedClient.Presented presented) {
        return oauth.authenticate(new ClientCredentials(presented.clientId(), presented.secret(), presented.method()))
                .map(answer -> switch (answer) {
                    case Client client -> Optional.of(client);
                    case InvalidClient() -> Optional.empty();
                });
    }
}
