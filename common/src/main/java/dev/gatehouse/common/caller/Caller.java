package dev.gatehouse.common.caller;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as {@code /verify} answered.
 *
 * @param subject the user's id; for a client that acts for itself, its client id
 * @param username null for a client that acts for itself
 * @param clientId the OAuth client that acts, null first-hand
 * @param method basic, session, opaque, jwt or api_key
 * @param sid the browser session, null where none is involved
 * @param authTime when the user last proved who they are, null where no user did
 * @param acr how sure that makes it, null where it is not told
 * @param clientSubject as the client knows the user, null for by {@code subject}
 * @param userinfoClaims names of claims of the user that the client has asked the UserInfo endpoint for
 */
public record Caller(
        String subject,
        @Nullable String username,
        @Nullable String clientId,
        Scope scope,
        String method,
        @Nullable String sid,
        @Nullable Instant authTime,
        @Nullable AuthenticationClass acr,
        @Nullable String clientSubject,
        List<String> userinfoClaims) {
    /** The user, or null where a client acts for itself. */
    public @Nullable UUID user() {
        return username == null ? null : UUID.fromString(subject);
    }

    /** Whether the user has signed in with more than one factor. */
    public boolean multipleFactors() {
        return acr != null && acr.meets(AuthenticationClass.MULTIPLE);
    }

    /** Whether it is the user themselves, neither an application nor a key that a program holds. */
    public boolean firstHand() {
        return clientId == null && !method.equals("api_key");
    }
}
