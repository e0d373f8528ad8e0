package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.SessionService;

/** The Set-Cookie header of a session (RFC 6265bis, sections 4.1.3.2 and 5.6.7). */
public final class SessionCookie {
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";
    /** Takes the cookie away from the browser. */
    public static final String CLEARED = SessionService.COOKIE + "=" + ATTRIBUTES + "; Max-Age=0";

    private SessionCookie() {}

    /** Lasts as long as the browser is open; the server's time-outs count besides. */
    public static String of(String value) {
        return SessionService.COOKIE + "=" + value + ATTRIBUTES;
    }
}
