package dev.gatehouse.token.apikey;

import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as a verifier sees it.
 *
 * @param subject the user it acts for
 * @param username as it is now, not as it was when the key was made
 * @param scope what it may do: what it was made for, less what the user may no longer do
 * @param expiresAt null where it does not expire
 */
public record ApiKey(
        UUID id,
        UUID subject,
        String username,
        Scope scope,
        @Nullable Instant expiresAt,
        Instant createdAt) {}
