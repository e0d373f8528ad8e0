package dev.gatehouse.identity.user;

import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.profile.StandardClaims;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as stored. @param version grows with each change */
public record Account(
        UUID id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        StandardClaims claims,
        @Nullable String passwordHash,
        boolean admin,
        @Nullable Instant disabledAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    private static final Scope USER = Scope.of(
            Scope.OPENID,
            Scope.PROFILE,
            Scope.EMAIL,
            Scope.ADDRESS,
            Scope.PHONE,
            Scope.GROUPS,
            Scope.ROLES,
            Scope.ACCOUNT,
            Scope.OFFLINE_ACCESS);
    private static final Scope ADMINISTRATOR = USER.plus(java.util.List.of(Scope.ADMIN, Scope.SCIM));

    /** All that the user may do first-hand. */
    public Scope scope() {
        return admin ? ADMINISTRATOR : USER;
    }

    public boolean disabled() {
        return disabledAt != null;
    }
}
