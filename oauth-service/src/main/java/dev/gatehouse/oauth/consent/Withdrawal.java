package dev.gatehouse.oauth.consent;

import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.oauth.client.ClientIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes a consent back, and with it all that the client holds for the user. Blocks. */
@ApplicationScoped
class Withdrawal {
    private final ConsentStore consents;
    private final TokenService tokens;

    Withdrawal(ConsentStore consents, TokenService tokens) {
        this.consents = consents;
        this.tokens = tokens;
    }

    /**
     * Of {@code user} to the client; false where there was none.
     *
     * @throws dev.gatehouse.common.problem.PeerAway where the consent is gone, but what the client holds is not revoked: to be
     *     repeated
     */
    boolean of(UUID user, String clientId) {
        if (!ClientIds.plausible(clientId)) {
            return false;
        }
        // First, so that nothing is given on it any more. What follows is done even where the row is gone: a call that
        // failed
        // half-way can be repeated.
        boolean removed = consents.remove(user, clientId);
        tokens.revoke(new TokenService.Revoke(TokenService.Kind.consent, user + " " + clientId))
                .await()
                .indefinitely();
        return removed;
    }
}
