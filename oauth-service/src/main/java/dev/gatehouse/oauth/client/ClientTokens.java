package dev.gatehouse.oauth.client;

import dev.gatehouse.common.peer.ClientKeyService;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a client are like. Lifetimes are at most what token-service has configured, which is what null stands
 * for.
 *
 * @param refreshTokenLifetime how old its grants may become
 * @param refreshTokenIdle how long they may go without a refresh
 * @param accessTokenAlg signs its access tokens where they are JWTs
 * @param resources URIs that it may ask tokens for (RFC 8707)
 * @param claimsByScope names of claims of the user that access tokens of a scope tell
 * @param statusList whether its access tokens that are JWTs say where their status is told
 */
@RegisterForReflection
public record ClientTokens(
        @Nullable Duration accessTokenLifetime,
        @Nullable Duration refreshTokenLifetime,
        @Nullable Duration refreshTokenIdle,
        String accessTokenAlg,
        String idTokenAlg,
        List<String> resources,
        Map<String, List<String>> claimsByScope,
        boolean statusList) {
    /** Where nothing is registered. */
    public static final ClientTokens ORDINARY =
            new ClientTokens(null, null, null, "ES256", "RS256", List.of(), Map.of(), false);

    /** Whether a key is shared with the client, to sign one or the other. */
    boolean shared() {
        return accessTokenAlg.equals(ClientKeyService.SHARED) || idTokenAlg.equals(ClientKeyService.SHARED);
    }
}
