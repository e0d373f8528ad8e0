package dev.gatehouse.oauth.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.oauth.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sign-in counts for the request that asked for it, in the browser that it was asked in. */
class SignInMarksTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final String SECRET = "a".repeat(32);
    private static final FormToken BROWSER = new FormToken("value", "cookie", true);
    private static final String REQUEST =
            "client_id=a&scope=openid+profile&state=x%26y&max_age=60&resource=urn:a&resource=urn:b";

    private final SignInMarks marks = marks(SECRET);
    private final FormParameters back = back(REQUEST + "&prompt=login");

    private static SignInMarks marks(String... secrets) {
        return new SignInMarks(Fixtures.marks(secrets), () -> Duration.ofMinutes(10));
    }

    /** What the browser brings when it comes back from the sign-in that {@code request} asked for at {@link #NOW}. */
    private FormParameters back(String request) {
        String login = new SignInPage(marks)
                .signInAnew(
                        FormParameters.parse(request),
                        new SignInPage.Demands(null, null, null),
                        SignInPage.Wanted.PROOF,
                        BROWSER,
                        NOW);
        var page = FormParameters.parse(login.substring(login.indexOf('?') + 1));
        assertEquals("login", page.get("prompt"));
        String target = String.valueOf(page.get("return_to"));
        assertTrue(target.startsWith("/oauth2/authorize?"), target);
        return FormParameters.parse(target.substring(target.indexOf('?') + 1));
    }

    private Optional<Instant> askedAt(String request) {
        return marks.askedAt(FormParameters.parse(request), BROWSER, NOW);
    }

    private String mark() {
        return String.valueOf(back.get("login_after"));
    }

    @Test
    void theRequestComesBackWithTheInstantAndWithoutAskingAgain() {
        assertNull(back.get("prompt"));
        assertEquals("x&y", back.get("state"));
        assertEquals(Optional.of(NOW), marks.askedAt(back, BROWSER, NOW));
        assertEquals("consent", back(REQUEST + "&prompt=login+consent").get("prompt"));
        for (String request : new String[] {
            REQUEST + "&prompt=login+consent", "prompt=consent+login&" + REQUEST, "prompt=login", REQUEST + "&x=%FF&y="
        }) {
            assertEquals(Optional.of(NOW), marks.askedAt(back(request), BROWSER, NOW), request);
        }
    }

    /** One is brought along in the address, whatever it is worth. */
    @ParameterizedTest
    @ValueSource(strings = {"login_after=1", "login_after=1893499200000.x", "login_after=MARK"})
    void anotherMarkIsReplaced(String other) {
        String request = other.replace("MARK", mark());
        for (String both : new String[] {request + "&" + REQUEST, REQUEST + "&" + request}) {
            assertEquals(back, back(both + "&prompt=login"));
        }
    }

    @Test
    void loadedAnewItCountsAgain() {
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.of(NOW), marks.askedAt(back, BROWSER, NOW.plusSeconds(i)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true", "599999, true", "600000, false", "86400000, false", "-1, false"})
    void afterTenMinutesItCountsNoMore(long millis, boolean good) {
        assertEquals(good, marks.askedAt(back, BROWSER, NOW.plusMillis(millis)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1893499200000",
                "1893499200000.",
                "1893499200000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "1893499199999.MARK",
                "01893499200000.MARK",
                "1893499200000.MARKx",
                "x1893499200000.MARK",
                "1893499200000.MARK.MARK",
                "9999999999999999.MARK",
                "-1893499200000.MARK",
                ".MARK",
                "MARK",
                "1893499200000..MARK"
            })
    void oneThatIsForgedOrAlteredIsNone(String value) {
        assertTrue(mark().startsWith("1893499200000."), mark());
        String altered = value.replace("MARK", mark().substring("1893499200000.".length()));
        assertEquals(Optional.empty(), askedAt(REQUEST + "&login_after=" + altered));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=b&scope=openid+profile&state=x%26y&max_age=60&resource=urn:a&resource=urn:b",
                "client_id=a&scope=openid+profile+email&state=x%26y&max_age=60&resource=urn:a&resource=urn:b",
                "client_id=a&scope=openid+profile&state=x&max_age=60&resource=urn:a&resource=urn:b",
                "client_id=a&scope=openid+profile&state=x&y&max_age=60&resource=urn:a&resource=urn:b",
                "client_id=a&scope=openid+profile&state=x%26y&max_age=600&resource=urn:a&resource=urn:b",
                "client_id=a&scope=openid+profile&state=x%26y&resource=urn:a&resource=urn:b",
                "client_id=a&scope=openid+profile&state=x%26y&max_age=60&resource=urn:a",
                "client_id=a&scope=openid+profile&state=x%26y&max_age=60&resource=urn:b&resource=urn:a",
                "client_id=a&scope=openid+profile&state=x%26y&max_age=60&resource=urn:a&resource=urn:b&nonce=n",
                "client_id=a&scope=openid+profile&state=x%26y&max_age=60&resource=urn:a&resource=urn:b&prompt=none",
                ""
            })
    void ofAnotherRequestItIsNone(String other) {
        assertEquals(Optional.of(NOW), askedAt(REQUEST + "&login_after=" + mark()));
        assertEquals(Optional.empty(), askedAt(other + "&login_after=" + mark()));
    }

    @Test
    void ofAnotherBrowserItIsNone() {
        assertEquals(Optional.empty(), marks.askedAt(back, new FormToken("another", "cookie", true), NOW));
        // It has just been given its cookie, so it was never there.
        assertEquals(Optional.empty(), marks.askedAt(back, new FormToken("value", "cookie", false), NOW));
    }

    @Test
    void underAnotherSecretItIsNoneButWhereBothAreAccepted() {
        String next = "b".repeat(32);
        assertEquals(Optional.empty(), marks(next).askedAt(back, BROWSER, NOW));
        assertEquals(Optional.of(NOW), marks(next, SECRET).askedAt(back, BROWSER, NOW));
    }
}
