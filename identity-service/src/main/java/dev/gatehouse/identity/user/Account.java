package dev.gatehouse.identity.user;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.profile.StandardClaims;
import java.time.Instant;
import java.util.List;
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
    private static final Scope ADMINISTRATOR = USER.plus(List.of(Scope.ADMIN, Scope.SCIM));

    /** All that the user may do first-hand. */
    public Scope scope() {
        return admin ? ADMINISTRATOR : USER;
    }

    /** What is said of the user, who has proved by {@code amr} (RFC 8176) who they are. */
    public Authenticated signedIn(List<String> amr, Instant authTime) {
        return new Authenticated(id, username, scope(), amr, authTime);
    }

    public boolean disabled() {
        return disabledAt != null;
    }
}
