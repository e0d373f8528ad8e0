package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.SessionService;

/** The Set-Cookie header of a session (RFC 6265bis, sections 4.1.3.2 and 5.6.7). */
public final class SessionCookie {
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";
    /** Takes the cookie away from the browser. */
    public static final String CLEARED = SessionService.CLEARED_COOKIE;

    private SessionCookie() {}

    /** Lasts as long as the browser is open, or as the session at most; the server's time-outs count besides. */
    public static String of(Sessions.Opened opened) {
        String cookie = SessionService.COOKIE + "=" + opened.cookie() + ATTRIBUTES;
        return opened.kept() == null
                ? cookie
                : cookie + "; Max-Age=" + opened.kept().toSeconds();
    }
}
