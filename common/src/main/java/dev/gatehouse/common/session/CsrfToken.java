package dev.gatehouse.common.session;

import dev.gatehouse.common.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** The CSRF token of a session: a MAC keyed with the cookie, so nothing is stored and no page but ours can know it. */
public final class CsrfToken {
    private CsrfToken() {}

    public static String of(String cookie) {
        return Secrets.mac(cookie, "csrf");
    }

    /** Whether {@code presented} is the token of {@code cookie}; compares in constant time. */
    public static boolean matches(String cookie, @Nullable String presented) {
        return presented != null && Secrets.equal(of(cookie), presented);
    }
}
