package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Tokens (RFC 6749, section 5.1).
 *
 * @param expiresIn seconds
 * @param issuedTokenType null where it is what the grant always gives
 */
@RegisterForReflection
record Granted(
        String accessToken,
        String tokenType,
        long expiresIn,
        @Nullable String refreshToken,
        @Nullable String idToken,
        Scope scope,
        @Nullable String issuedTokenType)
        implements Answer {
    static Granted of(Minted minted) {
        return new Granted(
                minted.accessToken(),
                "Bearer",
                minted.expiresIn(),
                minted.refreshToken(),
                minted.idToken(),
                minted.scope(),
                null);
    }

    /** @param issuedTokenType what it is (RFC 8693, section 2.2.1) */
    static Granted exchanged(Minted minted, String issuedTokenType) {
        return new Granted(
                minted.accessToken(), "Bearer", minted.expiresIn(), null, null, minted.scope(), issuedTokenType);
    }
}
