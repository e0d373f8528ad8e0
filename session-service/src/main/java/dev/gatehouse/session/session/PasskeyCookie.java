package dev.gatehouse.session.session;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.secret.Secrets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a browser is known by between the challenge for its passkey and the answer: nobody else can answer for it. */
public final class PasskeyCookie {
    static final String NAME = SessionService.PASSKEY_COOKIE;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";

    private PasskeyCookie() {}

    /** Whether it could be ours. */
    public static boolean plausible(@Nullable String value) {
        return value != null && VALUE.matcher(value).matches();
    }

    /** That which the browser has, so that two of its tabs do not get in each other's way; else a new one. */
    static String keptOrNew(@Nullable String value) {
        return value != null && plausible(value) ? value : Secrets.random();
    }

    /** The Set-Cookie header. */
    static String of(String value) {
        return NAME + "=" + value + ATTRIBUTES + LIFE.toSeconds();
    }
}
