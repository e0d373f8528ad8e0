package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.oauth.mark.Marks;
import dev.gatehouse.oauth.mark.Marks.Purpose;
import dev.gatehouse.oauth.request.Parameters;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our own parameter of a request that comes back from a sign-in which it asked for: {@code <milliseconds since 1970>.<mark>},
 * when the browser was sent there. The mark is of all the request's parameters and of the browser; so nobody at a device that
 * was left open can say that its last sign-in was for another request, or bring along a mark from elsewhere. The same request
 * may come back more than once, as when its page is loaded anew: it has the same state, nonce and PKCE challenge, and no sign-in
 * but one after it began.
 */
@Singleton
class SignInMarks {
    static final String PARAMETER = Parameters.LOGIN_AFTER;
    /** Not of the request, and added to it on the way. */
    private static final Set<String> OURS = Set.of(PARAMETER, Parameters.STEPPED_UP);

    private static final Pattern VALUE = Pattern.compile("([0-9]{1,15})\\.([A-Za-z0-9_-]{43})");
    private final Marks marks;
    private final Duration life;

    SignInMarks(Marks marks, AuthorizeConfig config) {
        this.marks = marks;
        life = config.requestLifetime();
    }

    /** The browser of the request at hand, as marks know it. */
    static FormToken browser(HttpHeaders headers) {
        return FormToken.of(headers, PARAMETER);
    }

    /**
     * The request as text, with the mark; what it had of another is gone.
     *
     * @param request as it is to come back
     * @param browser that is given its cookie along with this
     */
    String marked(FormParameters request, FormToken browser, Instant at) {
        String millis = Long.toString(at.toEpochMilli());
        String mark = marks.of(Purpose.SIGN_IN, millis, browser.value(), bare(request));
        return request.encode(OURS, Map.of(PARAMETER, millis + "." + mark));
    }

    /** When this browser was sent to sign in for this very request; empty where that is not so, or too long ago. */
    Optional<Instant> askedAt(FormParameters request, FormToken browser, Instant now) {
        String value = request.get(PARAMETER);
        Matcher parts = VALUE.matcher(value == null ? "" : value);
        if (!browser.given() || !parts.matches()) {
            return Optional.empty();
        }
        String millis = parts.group(1);
        Instant at = Instant.ofEpochMilli(Long.parseLong(millis));
        boolean ours = marks.fits(parts.group(2), Purpose.SIGN_IN, millis, browser.value(), bare(request));
        return ours && !at.isAfter(now) && at.isAfter(now.minus(life)) ? Optional.of(at) : Optional.empty();
    }

    private static String bare(FormParameters request) {
        return request.encode(OURS, Map.of());
    }
}
