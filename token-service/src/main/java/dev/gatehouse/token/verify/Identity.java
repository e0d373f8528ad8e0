package dev.gatehouse.token.verify;

import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param subject the user's id, or the client's where it acts for itself
 * @param username null where a client acts for itself
 * @param clientId null first-hand
 * @param sid the browser session, null where none is involved
 * @param authTime when the user proved who they are; null for API keys and for clients acting for themselves
 * @param until when the credential itself expires, null where that is no fixed instant
 */
record Identity(
        String subject,
        @Nullable String username,
        @Nullable String clientId,
        Scope scope,
        Method method,
        @Nullable String sid,
        @Nullable Instant authTime,
        @Nullable Instant until) {
    /** The way in, by the names of the contract. */
    enum Method {
        basic,
        session,
        opaque,
        jwt,
        api_key
    }
}
