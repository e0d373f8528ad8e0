package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.SessionService;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * By this a browser is known to have signed in before, so that those who guess at the account do not shut it out. It lets
 * nobody in.
 */
public final class DeviceCookie {
    /** 400 days, the most that browsers keep a cookie (RFC 6265bis, section 5.5). */
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=34560000";

    private DeviceCookie() {}

    /** Has the browser keep {@code value}, where there is one. */
    public static ResponseBuilder kept(ResponseBuilder answer, @Nullable String value) {
        String cookie = of(value);
        return cookie == null ? answer : answer.header("Set-Cookie", cookie);
    }

    /** The whole value of Set-Cookie; null where there is nothing to keep. */
    static @Nullable String of(@Nullable String value) {
        return value == null ? null : SessionService.DEVICE_COOKIE + "=" + value + ATTRIBUTES;
    }
}
