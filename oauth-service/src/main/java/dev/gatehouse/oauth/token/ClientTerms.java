package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.TokenService.Terms;
import dev.gatehouse.oauth.client.ClientTokens;
import java.util.List;

/** What a client is registered for, as the terms of its tokens; pure. */
final class ClientTerms {
    private ClientTerms() {}

    /** @param resources that the tokens are for; none for Gatehouse itself, or at a refresh for those of the grant */
    static Terms of(ClientTokens tokens, List<String> resources) {
        return new Terms(
                resources.isEmpty() ? null : resources,
                tokens.accessTokenLifetime(),
                tokens.accessTokenAlg(),
                null,
                null,
                null,
                beside(tokens));
    }

    static Beside beside(ClientTokens tokens) {
        return new Beside(
                tokens.idTokenAlg(), tokens.refreshTokenLifetime(), tokens.refreshTokenIdle(), tokens.claimsByScope());
    }
}
