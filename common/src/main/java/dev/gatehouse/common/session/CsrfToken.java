package dev.gatehouse.common.session;

import dev.gatehouse.common.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The CSRF token of a session: a MAC keyed with the cookie, so nothing is stored and no page but ours can know it. */
public final class CsrfToken {
    private CsrfToken() {}

    public static String of(String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(cookie.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal("csrf".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Whether {@code presented} is the token of {@code cookie}; compares in constant time. */
    public static boolean matches(String cookie, @Nullable String presented) {
        return presented != null && Secrets.equal(of(cookie), presented);
    }
}
