package dev.gatehouse.identity.user;

import org.jspecify.annotations.Nullable;

/**
 * A user to be made.
 *
 * @param passwordHash null for one who only signs in upstream
 */
public record NewUser(
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String name,
        @Nullable String passwordHash,
        boolean admin) {}
