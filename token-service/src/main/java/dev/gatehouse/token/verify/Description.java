package dev.gatehouse.token.verify;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as JSON: the same members whichever way in, each where there is one.
 *
 * @param active whether the call may go on; without it there is nothing else
 * @param acr the class of the sign-in, which follows from {@code amr}
 * @param clientSubject as the client knows the user, where that is not by {@code subject}
 * @param authorizationDetails of an access token (RFC 9396)
 * @param userinfoClaims names of claims of the user that the client has asked the UserInfo endpoint for
 * @param token the JWT for the API
 */
@RegisterForReflection
record Description(
        boolean active,
        @Nullable String method,
        @Nullable String subject,
        @Nullable String username,
        @Nullable String clientId,
        @Nullable String scope,
        @Nullable List<String> audience,
        @Nullable String sid,
        @Nullable Instant authTime,
        @Nullable String acr,
        @Nullable List<String> amr,
        @Nullable Actor act,
        @Nullable Confirmation cnf,
        @Nullable Instant expiresAt,
        @Nullable String clientSubject,
        @Nullable List<Map<String, Object>> authorizationDetails,
        @Nullable List<String> userinfoClaims,
        @Nullable String token) {
    static final Description INACTIVE = new Description(
            false, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null);

    static Description of(Identity identity, String token) {
        return new Description(
                true,
                identity.method().name(),
                identity.subject(),
                identity.username(),
                identity.clientId(),
                identity.scope().isEmpty() ? null : identity.scope().toString(),
                identity.audience().isEmpty() ? null : identity.audience(),
                identity.sid(),
                identity.authTime(),
                identity.authenticationClass().map(AuthenticationClass::value).orElse(null),
                identity.amr().isEmpty() ? null : identity.amr(),
                identity.actor(),
                identity.confirmation(),
                identity.until(),
                identity.particulars().clientSubject(),
                identity.particulars().authorizationDetails(),
                identity.particulars().userinfoClaims(),
                token);
    }
}
