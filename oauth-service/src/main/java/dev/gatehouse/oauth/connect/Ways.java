package dev.gatehouse.oauth.connect;

import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.request.Cookies;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.mark.Marks;
import dev.gatehouse.oauth.mark.Marks.Purpose;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which browser is on its way to a provider, and what for. Anybody may set out, so nothing of it is stored here: the browser
 * carries it, marked, in a cookie of that one way. A way ends only in the browser that began it, at the same provider, with
 * the {@code state} that it set out with, and within ten minutes: no neighbouring domain can set a {@code __Host-} cookie, as
 * it can quarkus-oidc's own of that state.
 *
 * <p>The answer that ends a way takes its cookie away; that no copy of the cookie ends it twice is not to be had without
 * storing something, nor needed. A copy counts only beside the {@link FormToken} cookie of the same browser, so whoever has
 * one can as well be that browser. It says where to go after, and signs nobody in: for that it takes quarkus-oidc's cookie of
 * the state (nonce and PKCE verifier), which goes with the first answer, and a code, which the provider takes once (RFC 6749,
 * section 4.1.2). A link is carried out once, for the intention is taken from Redis.
 */
@Singleton
class Ways {
    private static final String COOKIE = "__Host-gatehouse-way-";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";
    /** Tabs of one browser. More of these cookies than that would crowd out the others. */
    private static final int MOST = 3;

    private static final Pattern NAME = Pattern.compile(COOKIE + "[0-9a-f]{16}");
    /** When it is over (milliseconds since 1970), the link, where to, and the mark: 1536 characters at most. */
    private static final Pattern VALUE =
            Pattern.compile("([0-9]{1,15})\\.([A-Za-z0-9_-]{0,64})\\.([A-Za-z0-9_-]{1,1400})\\.([A-Za-z0-9_-]{43})");

    private final Marks marks;
    private final InstantSource clock;

    @Inject
    Ways(Marks marks) {
        this(marks, InstantSource.system());
    }

    Ways(Marks marks, InstantSource clock) {
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * What it is for.
     *
     * @param returnTo a path of our own, to go to after a sign-in; up to 1024 characters
     * @param link the intention to link that it carries out, null where the user signs in
     */
    record Way(String returnTo, @Nullable String link) {}

    /** The browser sets out: {@code answer}, with the cookies that it needs to come back. */
    Response.ResponseBuilder begin(
            Response.ResponseBuilder answer, HttpHeaders headers, String provider, String state, Way way) {
        FormToken browser = browser(headers);
        String link = way.link() == null ? "" : way.link();
        String until = Long.toString(clock.instant().plus(LIFE).toEpochMilli());
        String to = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(way.returnTo().getBytes(StandardCharsets.UTF_8));
        String mark = marks.of(Purpose.WAY, browser.value(), provider, state, until, link, to);
        String value = String.join(".", until, link, to, mark);
        forget(answer, headers, name(state));
        return browser.kept(answer).header("Set-Cookie", name(state) + "=" + value + ATTRIBUTES + LIFE.toSeconds());
    }

    /** The browser is back: empty where it did not set out so, or too long ago. */
    Optional<Way> end(HttpHeaders headers, String provider, String state) {
        FormToken browser = browser(headers);
        return browser.given()
                ? Cookies.one(headers, name(state)).flatMap(value -> read(value, browser, provider, state))
                : Optional.empty();
    }

    private Optional<Way> read(String value, FormToken browser, String provider, String state) {
        Matcher parts = VALUE.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String until = parts.group(1);
        String link = parts.group(2);
        String to = parts.group(3);
        boolean ours = marks.fits(parts.group(4), Purpose.WAY, browser.value(), provider, state, until, link, to);
        return ours && clock.instant().toEpochMilli() < Long.parseLong(until)
                ? Optional.of(new Way(
                        new String(Base64.getUrlDecoder().decode(to), StandardCharsets.UTF_8),
                        link.isEmpty() ? null : link))
                : Optional.empty();
    }

    /** The Set-Cookie header of an answer that ends a way. */
    static String ended(String state) {
        return cleared(name(state));
    }

    /** Of the ways that the browser is on, the first are forgotten, where they would be too many with the next. */
    private static void forget(Response.ResponseBuilder answer, HttpHeaders headers, String next) {
        List<String> others = Cookies.names(headers, COOKIE).stream()
                .filter(name -> NAME.matcher(name).matches() && !name.equals(next))
                .toList();
        others.stream()
                .limit(Math.max(0, others.size() - MOST + 1))
                .forEach(name -> answer.header("Set-Cookie", cleared(name)));
    }

    private static String cleared(String name) {
        return name + "=" + ATTRIBUTES + "0";
    }

    private static String name(String state) {
        return COOKIE + Secrets.sha256(state).substring(0, 16);
    }

    private static FormToken browser(HttpHeaders headers) {
        return FormToken.of(headers, "connect");
    }
}
