package dev.gatehouse.session.session;

import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.session.attempt.AttemptCookie;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;

/**
 * What a browser forgets with its session: whoever uses it next does not go on with what was begun, and what somebody may
 * have known of it before is worth nothing.
 */
public final class SignOutCookies {
    /** The Set-Cookie headers. */
    public static final List<String> CLEARED = List.of(
            SessionCookie.CLEARED,
            AttemptCookie.CLEARED,
            OnwardCookie.RECOVERY.cleared(),
            OnwardCookie.SETTING_UP.cleared(),
            FormToken.CLEARED);

    private SignOutCookies() {}

    /** {@code answer}, by which the browser forgets it. */
    public static ResponseBuilder on(ResponseBuilder answer) {
        CLEARED.forEach(cookie -> answer.header("Set-Cookie", cookie));
        return answer;
    }
}
