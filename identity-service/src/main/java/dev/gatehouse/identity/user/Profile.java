package dev.gatehouse.identity.user;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.membership.Memberships;
import dev.gatehouse.identity.profile.StandardClaims;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as shown.
 *
 * @param groups their names, null where they were not looked up or may not be seen; as {@code roles}
 * @param admin only shown to administrators, as is {@code disabled}
 */
@RegisterForReflection
public record Profile(
        UUID id,
        String username,
        @JsonUnwrapped StandardClaims claims,
        @Nullable String email,
        @Nullable Boolean emailVerified,
        @Nullable List<String> groups,
        @Nullable List<String> roles,
        @Nullable Boolean admin,
        @Nullable Boolean disabled,
        Instant createdAt,
        Instant updatedAt) {
    /** A page of users. @param next what to give as {@code after} for the next page, null on the last */
    @RegisterForReflection
    public record Page(List<Profile> users, @Nullable String next) {}

    /** For the user, with what {@code scope} lets be seen. */
    static Profile own(Account account, Scope scope) {
        boolean email = scope.has(Scope.EMAIL);
        return new Profile(
                account.id(),
                account.username(),
                account.claims().seenWith(scope),
                email ? account.email() : null,
                email ? account.emailVerified() : null,
                null,
                null,
                null,
                null,
                account.createdAt(),
                account.updatedAt());
    }

    /** For an administrator. */
    static Profile full(Account account) {
        return new Profile(
                account.id(),
                account.username(),
                account.claims(),
                account.email(),
                account.emailVerified(),
                null,
                null,
                account.admin(),
                account.disabled(),
                account.createdAt(),
                account.updatedAt());
    }

    /** With the names of the groups and roles that may be seen. */
    Profile with(Memberships memberships, Scope scope) {
        return new Profile(
                id,
                username,
                claims,
                email,
                emailVerified,
                scope.has(Scope.GROUPS) ? memberships.groups() : null,
                scope.has(Scope.ROLES) ? memberships.roles() : null,
                admin,
                disabled,
                createdAt,
                updatedAt);
    }
}
