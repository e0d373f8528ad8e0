package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.common.peer.SignatureService.NotSigned;
import dev.gatehouse.common.peer.SignatureService.Purpose;
import dev.gatehouse.common.peer.SignatureService.SignOrder;
import dev.gatehouse.common.peer.SignatureService.Signed;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.logout.DeliveryStore.Delivery;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.4). Blocks. */
@Singleton
class LogoutTokens {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final SignatureService signatures;

    LogoutTokens(SignatureService signatures) {
        this.signatures = signatures;
    }

    /**
     * Signed as the client's ID tokens are.
     *
     * @throws IllegalStateException where there is no key for that
     */
    String of(RegisteredClient client, Delivery delivery) {
        var order = new SignOrder(
                Purpose.logout,
                client.clientId(),
                client.tokens().idTokenAlg(),
                claims(client.answers(), delivery),
                null,
                null);
        return switch (signatures.sign(order).await().atMost(PATIENCE)) {
            case Signed(String jwt) -> jwt;
            case NotSigned(String reason) -> throw new IllegalStateException(reason);
        };
    }

    /** One who knows the user by a name of its own is told the session alone, as its ID tokens name that. */
    static Map<String, Object> claims(ClientAnswers answers, Delivery delivery) {
        return answers.pairwise()
                ? Map.of("sid", delivery.sid())
                : Map.of("sub", delivery.subject().toString(), "sid", delivery.sid());
    }
}
