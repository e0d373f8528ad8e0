package dev.gatehouse.token.access;

import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.peer.TokenService.Revoke;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says (RFC 9068, section 2.2), whichever form it has.
 *
 * @param id {@code jti}; for an opaque token a name of its own that is not its secret
 * @param subject the user's id, or the client's where it acts for itself
 * @param username null where no user is involved
 * @param clientId null for first-party tokens
 * @param audience the resources that it is for; the issuer where none was named
 * @param sid the browser session that it stems from
 * @param grantId the refresh family that it belongs to, null without a refresh token
 * @param position of the log of revocations when it was issued: what was revoked after it, by whatever name, concerns it
 * @param authTime when the user proved who they are, null where no user is involved
 * @param confirmation the key that it is bound to, null where whoever bears it may present it
 * @param actor who acts for the subject, null where nobody does
 * @param claims beside those of the protocol
 * @param parents names by which it ends that are not its own: those of the tokens that it was given for
 * @param particulars what most do not say
 */
@RegisterForReflection
public record AccessToken(
        Format format,
        String id,
        String subject,
        @Nullable String username,
        @Nullable String clientId,
        Scope scope,
        List<String> audience,
        @Nullable String sid,
        @Nullable String grantId,
        @Nullable Instant authTime,
        List<String> amr,
        Instant issuedAt,
        Instant expiresAt,
        long position,
        @Nullable Confirmation confirmation,
        @Nullable Actor actor,
        Map<String, Object> claims,
        List<Revoke> parents,
        Particulars particulars) {
    public AccessToken {
        // Opaque ones that were kept by the version before have neither.
        claims = Objects.requireNonNullElse(claims, Map.of());
        parents = Objects.requireNonNullElse(parents, List.of());
        particulars = Objects.requireNonNullElse(particulars, Particulars.NONE);
    }
}
