package dev.gatehouse.token.revocation;

import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.token.access.AccessToken;
import io.smallrye.mutiny.Uni;

/** Revokes, and tells what was revoked. */
public interface Revocations {
    /** Whether {@code token} was revoked. Never blocks; fails where the index cannot be trusted. */
    Uni<Boolean> revoked(AccessToken token);

    /** Records the revocation and puts it in force at every verifier before it returns. Blocks. */
    void revoke(Revoke order);
}
