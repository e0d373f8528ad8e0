package dev.gatehouse.session.bymail;

import java.time.Duration;

/**
 * The Set-Cookie header (RFC 6265bis, section 4.1) by which a browser is known that asked for a mail. Lax: it is there when
 * a page of mails leads to the link.
 */
final class BrowserCookie {
    static final String NAME = "__Host-gatehouse-email";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
    /** Takes the cookie away from the browser. */
    static final String CLEARED = NAME + "=" + ATTRIBUTES + "0";

    private BrowserCookie() {}

    static String of(String secret, Duration lifetime) {
        return NAME + "=" + secret + ATTRIBUTES + lifetime.toSeconds();
    }
}
