package dev.gatehouse.token.access;

import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says (RFC 9068, section 2.2), whichever form it has.
 *
 * @param id {@code jti}; for an opaque token a name of its own that is not its secret
 * @param subject the user's id, or the client's where it acts for itself
 * @param username null where no user is involved
 * @param clientId null for first-party tokens
 * @param sid the browser session that it stems from
 * @param grantId the refresh family that it belongs to, null without a refresh token
 * @param position of the log of revocations when it was issued: what was revoked after it, by whatever name, concerns it
 * @param authTime when the user proved who they are, null where no user is involved
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
        long position) {}
