package dev.gatehouse.token.refresh;

import dev.gatehouse.common.peer.TokenService.Revoke;

/** The door for whoever revokes: what is closed here never gives another access token. */
public interface Grants {
    /**
     * Closes every open grant that the order concerns; an order for one token ({@code jti}) concerns none. Blocks.
     *
     * @throws IllegalArgumentException where the id of a grant is not a UUID
     */
    void close(Revoke order);
}
