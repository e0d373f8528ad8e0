package dev.gatehouse.common.page;

import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.secret.Secrets;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a form of whoever is not signed in has to bring: a MAC keyed with a cookie that the browser was given with the page.
 * So no other site can sign its visitors in as someone it knows, and nothing is stored that strangers could fill up.
 *
 * @param value of the hidden field {@link #FIELD}
 * @param cookie of the browser
 * @param given whether the browser has the cookie already
 */
public record FormToken(String value, String cookie, boolean given) {
    /** Of the hidden field. */
    public static final String FIELD = "form_token";
    /** It stays until the browser is closed, or its user signs out. */
    public static final String COOKIE = "__Host-gatehouse-pre";

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";
    /** Takes the cookie away from the browser: the next page brings a new one. */
    public static final String CLEARED = COOKIE + "=" + ATTRIBUTES + "; Max-Age=0";

    private static final Pattern PLAUSIBLE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int LONGEST = 128;

    /**
     * For the request at hand.
     *
     * @param purpose names the form; the token of one is no good in another
     */
    public static FormToken of(HttpHeaders headers, String purpose) {
        List<String> cookies = headers.getRequestHeader(HttpHeaders.COOKIE);
        return of(cookies == null ? List.of() : cookies, purpose);
    }

    /** @param cookies every Cookie header */
    static FormToken of(List<String> cookies, String purpose) {
        return Cookies.one(cookies, COOKIE)
                .filter(value -> PLAUSIBLE.matcher(value).matches())
                .map(value -> new FormToken(mac(value, purpose), value, true))
                .orElseGet(() -> {
                    String fresh = Secrets.random();
                    return new FormToken(mac(fresh, purpose), fresh, false);
                });
    }

    /** Whether the form has it; compares in constant time. */
    public boolean sentIn(SentForm form) {
        return given && Secrets.equal(value, form.field(FIELD, LONGEST));
    }

    /** {@code answer}, which shows the form, and gives the browser the cookie where it has none. */
    public Response.ResponseBuilder kept(Response.ResponseBuilder answer) {
        return given ? answer : answer.header("Set-Cookie", COOKIE + "=" + cookie + ATTRIBUTES);
    }

    /** Keeps the cookie out of logs. */
    @Override
    public String toString() {
        return "FormToken";
    }

    private static String mac(String cookie, String purpose) {
        return Secrets.mac(cookie, "form:" + purpose);
    }
}
