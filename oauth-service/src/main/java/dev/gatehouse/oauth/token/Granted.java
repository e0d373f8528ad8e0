package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Tokens (RFC 6749, section 5.1).
 *
 * @param expiresIn seconds
 */
@RegisterForReflection
record Granted(
        String accessToken,
        String tokenType,
        long expiresIn,
        @Nullable String refreshToken,
        @Nullable String idToken,
        Scope scope)
        implements Answer {
    static Granted of(Minted minted) {
        return new Granted(
                minted.accessToken(),
                "Bearer",
                minted.expiresIn(),
                minted.refreshToken(),
                minted.idToken(),
                minted.scope());
    }
}
