package dev.gatehouse.identity.bulk;

import dev.gatehouse.identity.profile.StandardClaims;
import org.jspecify.annotations.Nullable;

/**
 * A user as a line has them, found fit to be stored.
 *
 * @param line where they stood
 * @param username in NFKC
 * @param passwordHash in a form that {@link dev.gatehouse.identity.password.PasswordHash} reads
 * @param factorLeftOut whether they had a second factor, which cannot be taken over
 */
record ImportedUser(
        long line,
        String username,
        @Nullable String email,
        boolean emailVerified,
        StandardClaims claims,
        @Nullable String passwordHash,
        boolean disabled,
        boolean factorLeftOut) {
    /** Without the hash. */
    @Override
    public String toString() {
        return "ImportedUser[" + line + "]";
    }
}
