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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    /** All of them together, so that with the others a header is no longer than proxies let through. */
    private static final int MOST_CHARACTERS = 6000;
    /** Of where to: browsers keep no cookie of more than 4096 with its name. */
    static final int LONGEST_WAY = 3800;

    private static final Pattern NAME = Pattern.compile(COOKIE + "[0-9a-f]{16}");
    /** When it is over and since when it has to be proved (milliseconds since 1970), the link, whether to stay, the mark, where to. */
    private static final Pattern VALUE = Pattern.compile("([0-9]{1,15})\\.([0-9]{0,15})\\.([A-Za-z0-9_-]{0,64})\\.(r?)"
            + "\\.([A-Za-z0-9_-]{43})\\.([\\x21-\\x7E]{1," + LONGEST_WAY + "})");

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
     * @param returnTo where to go after a sign-in, checked; up to {@link #LONGEST_WAY} characters
     * @param link the intention to link that it carries out, null where the user signs in
     * @param anew when the provider was told to have the user prove anew who they are; null where it was not
     * @param remember whether the user wishes to stay signed in
     */
    record Way(
            String returnTo,
            @Nullable String link,
            @Nullable Instant anew,
            boolean remember) {}

    /** The browser sets out: {@code answer}, with the cookies that it needs to come back. */
    Response.ResponseBuilder begin(
            Response.ResponseBuilder answer, HttpHeaders headers, String provider, String state, Way way) {
        FormToken browser = browser(headers);
        String link = way.link() == null ? "" : way.link();
        String until = Long.toString(clock.instant().plus(LIFE).toEpochMilli());
        String anew = way.anew() == null ? "" : Long.toString(way.anew().toEpochMilli());
        String stay = way.remember() ? "r" : "";
        String to = written(way.returnTo());
        String mark = marks.of(Purpose.WAY, browser.value(), provider, state, until, anew, link, stay, to);
        String value = String.join(".", until, anew, link, stay, mark, to);
        forget(answer, headers, name(state), value.length());
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
        String anew = parts.group(2);
        String link = parts.group(3);
        String stay = parts.group(4);
        String to = parts.group(6);
        boolean ours =
                marks.fits(parts.group(5), Purpose.WAY, browser.value(), provider, state, until, anew, link, stay, to);
        return ours && clock.instant().toEpochMilli() < Long.parseLong(until)
                ? Optional.of(new Way(
                        read(to),
                        link.isEmpty() ? null : link,
                        anew.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(anew)),
                        !stay.isEmpty()))
                : Optional.empty();
    }

    /** As it is, for it may be long; but for what ends cookies, in whose place is what no address has. */
    private static String written(String returnTo) {
        return returnTo.replace(',', '<').replace(';', '>');
    }

    private static String read(String written) {
        return written.replace('<', ',').replace('>', ';');
    }

    /** The Set-Cookie header of an answer that ends a way. */
    static String ended(String state) {
        return cleared(name(state));
    }

    /** Of the ways that the browser is on, the first are forgotten, where they would be too many or too long with the next. */
    private static void forget(Response.ResponseBuilder answer, HttpHeaders headers, String next, int length) {
        List<String> others = Cookies.names(headers, COOKIE).stream()
                .filter(name -> NAME.matcher(name).matches() && !name.equals(next))
                .toList();
        int kept = 1;
        int room = MOST_CHARACTERS - length;
        for (String name : others.reversed()) {
            room -= Cookies.one(headers, name).map(String::length).orElse(MOST_CHARACTERS);
            if (kept < MOST && room >= 0) {
                kept++;
            } else {
                answer.header("Set-Cookie", cleared(name));
            }
        }
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
