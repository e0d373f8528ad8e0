package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.TokenService.Terms;
import dev.gatehouse.oauth.client.ClientTokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client is registered for, as the terms of its tokens; pure. */
final class ClientTerms {
    private ClientTerms() {}

    /** @param resources that the tokens are for; none for Gatehouse itself, or at a refresh for those of the grant */
    static Terms of(ClientTokens tokens, List<String> resources) {
        return terms(tokens, resources, beside(tokens));
    }

    /** Where an access token comes alone, and tells of no user. */
    static Terms alone(ClientTokens tokens, List<String> resources) {
        return terms(tokens, resources, null);
    }

    private static Terms terms(ClientTokens tokens, List<String> resources, @Nullable Beside beside) {
        return new Terms(
                resources.isEmpty() ? null : resources,
                tokens.accessTokenLifetime(),
                tokens.accessTokenAlg(),
                null,
                null,
                null,
                beside);
    }

    static Beside beside(ClientTokens tokens) {
        return new Beside(
                tokens.idTokenAlg(), tokens.refreshTokenLifetime(), tokens.refreshTokenIdle(), tokens.claimsByScope());
    }
}
