package dev.gatehouse.token.apikey;

import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key as PostgreSQL has it, without its secret. @param lastUsedAt right to a minute; null where it never was */
record KeyRow(
        UUID id,
        UUID subject,
        String name,
        Scope scope,
        @Nullable Instant expiresAt,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
