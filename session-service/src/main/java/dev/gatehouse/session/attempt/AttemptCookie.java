package dev.gatehouse.session.attempt;

import dev.gatehouse.common.request.Cookies;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Set-Cookie header (RFC 6265bis, section 4.1) by which a browser is known that has given a right password. Lax: the
 * sign-in may have begun at another site.
 */
public final class AttemptCookie {
    public static final String NAME = "__Host-gatehouse-attempt";
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
    /** Takes the cookie away from the browser. */
    public static final String CLEARED = NAME + "=" + ATTRIBUTES + "0";

    private AttemptCookie() {}

    /** That of the request; empty where there is none that could be ours. */
    public static Optional<String> of(HttpHeaders headers) {
        return Cookies.one(headers, NAME).filter(value -> VALUE.matcher(value).matches());
    }

    public static String kept(String value) {
        return NAME + "=" + value + ATTRIBUTES + Attempt.LIFE.toSeconds();
    }
}
