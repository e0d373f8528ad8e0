package dev.gatehouse.common.navigation;

import dev.gatehouse.common.request.Cookies;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Set-Cookie header (RFC 6265bis, section 4.1) by which a browser keeps where its user was going, while something has to
 * be done first that leads elsewhere: a mail is waited for, a passkey is set up. In the browser alone, so nobody is led by
 * what somebody else asked for.
 */
public enum OnwardCookie {
    /** A mail with which a new password is set is waited for. */
    RECOVERY("__Host-gatehouse-recovery"),
    /** One more way to sign in is set up. */
    SETTING_UP("__Host-gatehouse-onward");

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{1,2800}");
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
    private final String cookie;

    OnwardCookie(String cookie) {
        this.cookie = cookie;
    }

    /** Its name. */
    public String cookie() {
        return cookie;
    }

    /** Takes the cookie away from the browser. */
    public String cleared() {
        return cookie + "=" + ATTRIBUTES + "0";
    }

    /** @param returnTo checked; where it leads nowhere in particular, or is longer than a cookie may be, none is kept */
    public String of(String returnTo, Duration lifetime) {
        String value =
                Base64.getUrlEncoder().withoutPadding().encodeToString(returnTo.getBytes(StandardCharsets.US_ASCII));
        return returnTo.equals(ReturnTo.FALLBACK) || !VALUE.matcher(value).matches()
                ? cleared()
                : cookie + "=" + value + ATTRIBUTES + lifetime.toSeconds();
    }

    /** Where the user was going, checked once more; empty where they went nowhere. */
    public Optional<String> read(HttpHeaders headers, ReturnOrigins returns) {
        return Cookies.one(headers, cookie)
                .filter(value -> VALUE.matcher(value).matches())
                .flatMap(OnwardCookie::decoded)
                .map(returns::safe)
                .filter(target -> !target.equals(ReturnTo.FALLBACK));
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
