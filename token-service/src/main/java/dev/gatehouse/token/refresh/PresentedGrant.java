package dev.gatehouse.token.refresh;

import dev.gatehouse.token.grant.Grant;
import dev.gatehouse.token.grant.GrantStore;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Tells whose a refresh token is, for whoever revokes. Blocks. */
@Singleton
public class PresentedGrant {
    private final RefreshTokens tokens;
    private final GrantStore grants;

    PresentedGrant(RefreshTokens tokens, GrantStore grants) {
        this.tokens = tokens;
        this.grants = grants;
    }

    /**
     * The grant of a refresh token of any generation; empty where it was not issued to {@code clientId}, and where it is
     * closed already: what closed it is recorded.
     */
    public Optional<UUID> of(String refreshToken, String clientId) {
        return tokens.read(refreshToken)
                .flatMap(token -> grants.find(token.family()))
                .filter(grant ->
                        !grant.revoked() && clientId.equals(grant.content().clientId()))
                .map(Grant::id);
    }
}
