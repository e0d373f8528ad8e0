package dev.gatehouse.identity.bulk;

import dev.gatehouse.identity.profile.StandardClaims;
import dev.gatehouse.identity.user.Names;
import org.jspecify.annotations.Nullable;

/**
 * A user as a line has them, found fit to be stored.
 *
 * @param line where they stood
 * @param username in NFKC
 * @param usernameDerived whether it is made from the e-mail address, which they were called by
 * @param passwordHash in a form that {@link dev.gatehouse.identity.password.PasswordHash} reads
 * @param factorLeftOut whether they had a second factor, which cannot be taken over
 */
record ImportedUser(
        long line,
        String username,
        boolean usernameDerived,
        @Nullable String email,
        boolean emailVerified,
        StandardClaims claims,
        @Nullable String passwordHash,
        boolean disabled,
        boolean factorLeftOut) {
    /** With another username, where the one that was made is taken. */
    ImportedUser renamed() {
        return new ImportedUser(
                line,
                Names.another(username),
                usernameDerived,
                email,
                emailVerified,
                claims,
                passwordHash,
                disabled,
                factorLeftOut);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "ImportedUser[" + line + "]";
    }
}
