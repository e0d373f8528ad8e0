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
public final class OnwardCookie {
    public static final String NAME = "__Host-gatehouse-onward";
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{1,2800}");
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
    /** Takes the cookie away from the browser. */
    public static final String CLEARED = NAME + "=" + ATTRIBUTES + "0";

    private OnwardCookie() {}

    /** @param returnTo checked; where it leads nowhere in particular, or is longer than a cookie may be, none is kept */
    public static String of(String returnTo, Duration lifetime) {
        String value =
                Base64.getUrlEncoder().withoutPadding().encodeToString(returnTo.getBytes(StandardCharsets.US_ASCII));
        return returnTo.equals(ReturnTo.FALLBACK) || !VALUE.matcher(value).matches()
                ? CLEARED
                : NAME + "=" + value + ATTRIBUTES + lifetime.toSeconds();
    }

    /** Where the user was going, checked once more; empty where they went nowhere. */
    public static Optional<String> read(HttpHeaders headers, ReturnOrigins returns) {
        return Cookies.one(headers, NAME)
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
