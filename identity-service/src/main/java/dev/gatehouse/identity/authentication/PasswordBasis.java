package dev.gatehouse.identity.authentication;

import dev.gatehouse.common.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** What a sign-in by password stands on between its steps: it falls with the password. Gives nothing of it away. */
final class PasswordBasis {
    private PasswordBasis() {}

    /** @param hash as it is kept */
    static String of(@Nullable String hash) {
        return Secrets.sha256("password-basis\n" + hash);
    }
}
