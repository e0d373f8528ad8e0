package dev.gatehouse.token.idtoken;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ID token tells.
 *
 * @param audience the client that it is for
 * @param clientId the client that asked for it
 * @param nonce as the client sent it; null at a refresh (OpenID Connect Core, section 12.2)
 * @param accessToken the one that is given with it, bound by {@code at_hash}
 * @param claims of the user, beside those of the protocol
 */
public record SignedIn(
        String subject,
        String audience,
        @Nullable String clientId,
        @Nullable String nonce,
        @Nullable Instant authTime,
        List<String> amr,
        @Nullable String sid,
        String accessToken,
        Map<String, Object> claims) {
    /** The same of one whom the client knows as {@code other}. */
    SignedIn as(String other) {
        return new SignedIn(other, audience, clientId, nonce, authTime, amr, sid, accessToken, claims);
    }
}
