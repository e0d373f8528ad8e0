package dev.gatehouse.identity.user;

import dev.gatehouse.common.scope.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as stored. */
public record Account(
        UUID id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String name,
        @Nullable String passwordHash,
        boolean admin,
        @Nullable Instant disabledAt,
        Instant createdAt,
        Instant updatedAt) {
    private static final Scope USER =
            Scope.of(Scope.OPENID, Scope.PROFILE, Scope.EMAIL, Scope.ACCOUNT, Scope.OFFLINE_ACCESS);
    private static final Scope ADMINISTRATOR = USER.plus(java.util.List.of(Scope.ADMIN));

    /** All that the user may do first-hand. */
    public Scope scope() {
        return admin ? ADMINISTRATOR : USER;
    }

    public boolean disabled() {
        return disabledAt != null;
    }
}
