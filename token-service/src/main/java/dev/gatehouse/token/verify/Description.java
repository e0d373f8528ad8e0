package dev.gatehouse.token.verify;

import dev.gatehouse.common.acr.AuthenticationClass;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as JSON: the same members whichever way in, each where there is one.
 *
 * @param active whether the call may go on; without it there is nothing else
 * @param acr the class of the sign-in, which follows from {@code amr}
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
        @Nullable String token) {
    static final Description INACTIVE =
            new Description(false, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

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
                token);
    }
}
