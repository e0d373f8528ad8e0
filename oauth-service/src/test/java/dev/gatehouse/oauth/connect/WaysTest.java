package dev.gatehouse.oauth.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.connect.Ways.Way;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser carries to a provider and back; nothing of it is kept here. */
class WaysTest {
    private static final Instant START = Instant.parse("2030-01-01T12:00:00Z");
    private static final String SECRET = "a".repeat(32);
    private static final String STATE = "a-state";
    private static final Way WAY = way("/consents?x=1", "the-link");
    private static final Way ANEW = new Way("/consents?x=1", "the-link", START.minusSeconds(1), true);

    private final Browser browser = new Browser();
    private Instant now = START;
    private final Ways ways = new Ways(Fixtures.marks(SECRET), () -> now);

    private static Way way(String returnTo, @Nullable String link) {
        return new Way(returnTo, link, null, false);
    }

    /** Cookies as a browser keeps them. */
    private static final class Browser {
        private final List<Map.Entry<String, String>> cookies = new ArrayList<>();

        HttpHeaders headers() {
            return sending(cookies.stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }

        void takes(Response answer) {
            for (Object header : answer.getHeaders().getOrDefault("Set-Cookie", List.of())) {
                String set = header.toString();
                String name = set.substring(0, set.indexOf('='));
                cookies.removeIf(cookie -> cookie.getKey().equals(name));
                if (!set.endsWith("Max-Age=0")) {
                    cookies.add(Map.entry(name, set.substring(name.length() + 1, set.indexOf(';'))));
                }
            }
        }

        Map.Entry<String, String> way() {
            return cookies.stream()
                    .filter(cookie -> cookie.getKey().startsWith("__Host-gatehouse-way-"))
                    .findFirst()
                    .orElseThrow();
        }

        void has(String name, String value) {
            cookies.replaceAll(cookie -> cookie.getKey().equals(name) ? Map.entry(name, value) : cookie);
        }
    }

    private static HttpHeaders sending(String... cookies) {
        return new HttpHeadersImpl(
                Arrays.stream(cookies).map(each -> Map.entry("Cookie", each)).toList());
    }

    private Response begin(Browser by, String state, Way way) {
        Response answer =
                ways.begin(Response.ok(), by.headers(), "p", state, way).build();
        by.takes(answer);
        return answer;
    }

    @Test
    void aWayEndsAsItWasBegun() {
        begin(browser, STATE, WAY);
        assertEquals(Optional.of(WAY), ways.end(browser.headers(), "p", STATE));
        begin(browser, STATE, ANEW);
        assertEquals(Optional.of(ANEW), ways.end(browser.headers(), "p", STATE));
    }

    /** The longest request of a client, whatever characters it has, and an address of another origin. */
    @Test
    void whereToIsKeptAsItIs() {
        String all = "!#$%&()*+,-./09:;=?@AZ[]^_`az{|}~";
        for (String to : List.of(
                "/oauth2/authorize?state=" + "x".repeat(Ways.LONGEST_WAY - 24),
                "https://app.example.com/notes?a=1,2;b=3",
                "/?" + all)) {
            var signIn = way(to, null);
            begin(browser, STATE, signIn);
            assertEquals(Optional.of(signIn), ways.end(browser.headers(), "p", STATE));
            Map.Entry<String, String> cookie = browser.way();
            assertTrue(cookie.getKey().length() + cookie.getValue().length() < 4096, "is too long for a cookie");
        }
    }

    /** A header that is too long is refused, and with it every page. */
    @Test
    void ofLongOnesFewerAreKept() {
        for (int i = 0; i < 3; i++) {
            begin(browser, "state-" + i, way("/" + i + "x".repeat(3700), null));
        }
        assertEquals(2, browser.cookies.size(), "one, and that of the browser");
        assertTrue(ways.end(browser.headers(), "p", "state-2").isPresent());
    }

    @Test
    void theCookieIsOfThisHostAloneAndGoesWithTheAnswer() {
        Response answer = begin(browser, STATE, WAY);
        String set = String.valueOf(
                answer.getHeaders().getOrDefault("Set-Cookie", List.of()).getLast());
        assertTrue(
                set.matches(
                        "__Host-gatehouse-way-[0-9a-f]{16}=[A-Za-z0-9._/?=-]+; Path=/; Secure; HttpOnly; SameSite=Lax;"
                                + " Max-Age=600"),
                set);
        browser.takes(Response.ok().header("Set-Cookie", Ways.ended(STATE)).build());
        assertEquals(Optional.empty(), ways.end(browser.headers(), "p", STATE));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "599999, true", "600000, false", "86400000, false"})
    void afterTenMinutesItIsForgotten(long millis, boolean good) {
        begin(browser, STATE, WAY);
        now = START.plusMillis(millis);
        assertEquals(good, ways.end(browser.headers(), "p", STATE).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"q, a-state", "p, another-state", "p, ''", "'', a-state", "pa, -state"})
    void itEndsAtTheSameProviderWithTheSameState(String provider, String state) {
        begin(browser, STATE, WAY);
        assertEquals(Optional.empty(), ways.end(browser.headers(), provider, state));
        Map.Entry<String, String> cookie = browser.way();
        begin(browser, state.isEmpty() ? "x" : state, way("/", null));
        // Even where the cookie is put under the name of that state.
        browser.has(browser.cookies.getLast().getKey(), cookie.getValue());
        if (!state.equals(STATE)) {
            assertEquals(Optional.empty(), ways.end(browser.headers(), "p", state));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "...",
                "UNTIL.ANEW.LINK.STAY.MARK.",
                "UNTIL.ANEW.LINK.STAY.MARK",
                "UNTIL.ANEW.LINK.STAY.MARK.TO.",
                "UNTIL.ANEW.LINK.STAY.MARK.TOx",
                "UNTIL.ANEW.LINK.STAY.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.TO",
                "UNTIL.ANEW..STAY.MARK.TO",
                "UNTIL.ANEW.another.STAY.MARK.TO",
                "UNTIL.ANEW.LINK.STAY.MARK./evil",
                "UNTIL..LINK.STAY.MARK.TO",
                "UNTIL.0ANEW.LINK.STAY.MARK.TO",
                "UNTIL.1893499199999.LINK.STAY.MARK.TO",
                "UNTIL.ANEW.LINK..MARK.TO",
                "UNTIL.ANEW.LINK.x.MARK.TO",
                "9UNTIL.ANEW.LINK.STAY.MARK.TO",
                "0UNTIL.ANEW.LINK.STAY.MARK.TO",
                "1893499199999.ANEW.LINK.STAY.MARK.TO",
                "-1.ANEW.LINK.STAY.MARK.TO",
                "99999999999999999999.ANEW.LINK.STAY.MARK.TO",
                "ANEW.UNTIL.LINK.STAY.MARK.TO",
                "UNTIL.ANEW.LINK.STAY.MARK.TO, UNTIL.ANEW.LINK.STAY.MARK.TO",
                "\"UNTIL.ANEW.LINK.STAY.MARK.TO\"",
                "UNTIL.ANEW.LINK.STAY.MARK.LONG"
            })
    void whatIsAlteredIsNone(String altered) {
        begin(browser, STATE, ANEW);
        Map.Entry<String, String> cookie = browser.way();
        String[] parts = cookie.getValue().split("\\.", 6);
        browser.has(
                cookie.getKey(),
                altered.replace("UNTIL", parts[0])
                        .replace("ANEW", parts[1])
                        .replace("LINK", parts[2])
                        .replace("STAY", parts[3])
                        .replace("MARK", parts[4])
                        .replace("TO", parts[5])
                        .replace("LONG", "x".repeat(8000)));
        assertEquals(Optional.empty(), ways.end(browser.headers(), "p", STATE));
        browser.has(cookie.getKey(), cookie.getValue());
        assertEquals(Optional.of(ANEW), ways.end(browser.headers(), "p", STATE));
    }

    @Test
    void itEndsInTheBrowserThatBeganIt() {
        begin(browser, STATE, WAY);
        var other = new Browser();
        begin(other, STATE, WAY);
        assertNotEquals(browser.way(), other.way());
        other.has(browser.way().getKey(), browser.way().getValue());
        assertEquals(Optional.empty(), ways.end(other.headers(), "p", STATE));
        var fresh = new Browser();
        fresh.cookies.add(browser.way());
        assertEquals(Optional.empty(), ways.end(fresh.headers(), "p", STATE));
    }

    @Test
    void twoCookiesOfTheNameAreNone() {
        begin(browser, STATE, WAY);
        for (Map.Entry<String, String> each : List.copyOf(browser.cookies)) {
            for (String value : new String[] {each.getValue(), "x", ""}) {
                browser.cookies.addFirst(Map.entry(each.getKey(), value));
                assertEquals(Optional.empty(), ways.end(browser.headers(), "p", STATE), each.getKey());
                browser.cookies.removeFirst();
            }
        }
        String way = browser.way().getKey() + "=" + browser.way().getValue();
        String pre = browser.cookies.getFirst().getKey() + "="
                + browser.cookies.getFirst().getValue();
        assertTrue(ways.end(sending(pre, way), "p", STATE).isPresent());
        assertFalse(ways.end(sending(pre, way, way), "p", STATE).isPresent());
    }

    @Test
    void anotherSecretMadeItAndItIsNoneButWhereBothAreAccepted() {
        begin(browser, STATE, WAY);
        String next = "b".repeat(32);
        assertEquals(Optional.empty(), new Ways(Fixtures.marks(next), () -> now).end(browser.headers(), "p", STATE));
        assertEquals(
                Optional.of(WAY), new Ways(Fixtures.marks(next, SECRET), () -> now).end(browser.headers(), "p", STATE));
    }

    /** Each tab has its own; of many that went nowhere the browser keeps the last. */
    @Test
    void aBrowserIsOnThreeWaysAtATime() {
        for (int i = 0; i < 5; i++) {
            begin(browser, "state-" + i, way("/" + i, null));
        }
        assertEquals(4, browser.cookies.size(), "three, and that of the browser");
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    i < 2 ? Optional.empty() : Optional.of(way("/" + i, null)),
                    ways.end(browser.headers(), "p", "state-" + i));
        }
    }
}
