package dev.gatehouse.oauth.token;

import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Minted;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens (RFC 6749, section 5.1).
 *
 * @param expiresIn seconds
 * @param authorizationDetails what was granted of them (RFC 9396, section 7); null for none
 * @param issuedTokenType null where it is what the grant always gives
 */
@RegisterForReflection
public record Granted(
        String accessToken,
        String tokenType,
        long expiresIn,
        @Nullable String refreshToken,
        @Nullable String idToken,
        Scope scope,
        @Nullable String issuedTokenType,
        @Nullable List<Map<String, Object>> authorizationDetails)
        implements Answer {
    /** @param confirmation the key that the tokens are bound to */
    public static Granted of(Minted minted, @Nullable Confirmation confirmation) {
        return new Granted(
                minted.accessToken(),
                type(confirmation),
                minted.expiresIn(),
                minted.refreshToken(),
                minted.idToken(),
                minted.scope(),
                null,
                null);
    }

    /** The same, with what was granted beside the scope. */
    public Granted with(List<Map<String, Object>> details) {
        return new Granted(
                accessToken,
                tokenType,
                expiresIn,
                refreshToken,
                idToken,
                scope,
                issuedTokenType,
                details.isEmpty() ? null : details);
    }

    /** @param issuedTokenType what it is (RFC 8693, section 2.2.1) */
    public static Granted exchanged(Minted minted, String issuedTokenType, @Nullable Confirmation confirmation) {
        return new Granted(
                minted.accessToken(),
                type(confirmation),
                minted.expiresIn(),
                null,
                null,
                minted.scope(),
                issuedTokenType,
                null);
    }

    /** With a certificate they are shown as any others (RFC 8705, section 3), with a proof they are not (RFC 9449, section 5). */
    private static String type(@Nullable Confirmation confirmation) {
        return confirmation != null && confirmation.jkt() != null ? "DPoP" : "Bearer";
    }
}
