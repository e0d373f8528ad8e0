package dev.gatehouse.token.grant;

import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refresh family as PostgreSQL has it.
 *
 * @param content what was granted to whom
 * @param generation only the token of this generation rotates
 * @param createdAt when it was opened, by PostgreSQL's clock
 * @param rotatedAt when the generation last went up
 * @param expiresAt when it ends if it is not refreshed until then
 * @param readAt PostgreSQL's clock when this was read, so that replicas' clocks do not matter
 */
public record Grant(
        UUID id,
        Content content,
        long generation,
        Instant createdAt,
        Instant rotatedAt,
        Instant expiresAt,
        boolean revoked,
        Instant readAt) {
    /**
     * What was granted to whom.
     *
     * @param username null where no user is involved
     * @param clientId null first-hand
     * @param idTokenAudience null where no ID tokens are given
     * @param idTokenClaims a JSON object, null where no ID tokens are given
     * @param terms of the access tokens
     */
    public record Content(
            String subject,
            @Nullable String username,
            @Nullable String clientId,
            Scope scope,
            Format format,
            @Nullable String sid,
            @Nullable Instant authTime,
            List<String> amr,
            @Nullable String idTokenAudience,
            @Nullable String idTokenClaims,
            Terms terms) {}
}
