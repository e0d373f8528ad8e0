package dev.gatehouse.session.devices;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.session.CsrfToken;
import dev.gatehouse.session.session.Session;
import dev.gatehouse.session.session.Sessions;
import dev.gatehouse.session.session.SignOutCookies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(TokenServiceHere.Present.class)
class DevicesPageTest {
    private static final String PATH = "/account/devices";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";
    private static final String SAFARI =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1";
    private final ServiceTokens tokens;
    private final Sessions sessions;
    private final UUID user = UUID.randomUUID();

    @Inject
    DevicesPageTest(ServiceTokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @ParameterizedTest
    @CsvSource({
        "en, Firefox on Linux, Unknown device, Last used, just now, This device",
        "de, Firefox auf Linux, Unbekanntes Gerät, Zuletzt benutzt, gerade eben, Dieses Gerät"
    })
    void listsTheLatestFirstInTheReadersLanguage(
            String language, String firefox, String unknown, String used, String now, String current) {
        open("?");
        String sid = open(FIREFOX);
        String page = visitor(sid)
                .header("Accept-Language", language)
                .get(PATH)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("form-action 'self'"))
                .body(allOf(
                        containsString("<html lang=\"" + language + "\">"),
                        containsString("<span>ann</span>"),
                        containsString("192.0.2.7 · " + used + ": <time datetime=\"20"),
                        containsString("\">" + now + "</time>"),
                        containsString("href=\"/account/devices\" aria-current=\"page\"")))
                .extract()
                .asString();
        int badge = page.indexOf(current);
        assertTrue(page.indexOf(firefox) < badge && badge < page.indexOf(unknown), page);
        assertEquals(badge, page.lastIndexOf(current));
    }

    @Test
    void aDeviceIsSignedOut() {
        String here = open(FIREFOX);
        String there = open(SAFARI);
        Response answer = send(here, PATH, Map.of("device", there));
        answer.then().statusCode(303).header("Set-Cookie", nullValue());
        assertEquals(List.of(here), open());
        visitor(here)
                .get(answer.header("Location"))
                .then()
                .body(allOf(containsString("The device is signed out."), not(containsString("Safari on iPhone"))));
        // In another tab, say.
        send(here, PATH, Map.of("device", there)).then().statusCode(303);
    }

    @Test
    void whoeverSignsOutTheDeviceAtHandIsSignedOut() {
        String there = open(SAFARI);
        String here = open(FIREFOX);
        signedOut(send(here, PATH, Map.of("device", here)));
        assertEquals(List.of(there), open());
    }

    @Test
    void allOthersAreSignedOut() {
        open(SAFARI);
        String here = open(FIREFOX);
        open("?");
        Response answer = send(here, PATH + "/others", Map.of());
        answer.then().statusCode(303).header("Set-Cookie", nullValue());
        assertEquals(List.of(here), open());
        visitor(here)
                .get(answer.header("Location"))
                .then()
                .body(allOf(
                        containsString("All other devices are signed out."),
                        not(containsString("Sign out all other devices"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?done=others", "?done=one", "?done=OTHERS", "?done="})
    void nobodysLinkHasThePageSayWhatWasNotDone(String query) {
        String here = open(FIREFOX);
        visitor(here).get(PATH + query).then().statusCode(200).body(not(containsString("class=\"toast\"")));
        String there = open(SAFARI);
        String done = send(there, PATH + "/others", Map.of()).header("Location");
        visitor(open(FIREFOX)).get(done).then().statusCode(200).body(not(containsString("class=\"toast\"")));
    }

    @Test
    void allAreSignedOut() {
        open(SAFARI);
        String here = open(FIREFOX);
        signedOut(send(here, PATH + "/all", Map.of()));
        assertEquals(List.of(), open());
    }

    @Test
    void nobodySignsOutAnothersDevice() {
        String here = open(FIREFOX);
        UUID other = UUID.randomUUID();
        String theirs = open(other, SAFARI);
        send(here, PATH, Map.of("device", theirs)).then().statusCode(303);
        assertEquals(List.of(theirs), open(other));
    }

    @ParameterizedTest
    @CsvSource({"''", "/others", "/all"})
    void anotherSiteSignsNothingOut(String path) {
        String here = open(FIREFOX);
        String there = open(SAFARI);
        visitor(here)
                .formParam("device", there)
                .formParam("csrf_token", "made up")
                .post(PATH + path)
                .then()
                .statusCode(403);
        assertEquals(List.of(there, here), open());
    }

    @Test
    void whoeverIsSignedOutIsLedToTheSignInAndBack() {
        given().redirects()
                .follow(false)
                .get(PATH)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?return_to=%2Faccount%2Fdevices"));
    }

    private static void signedOut(Response answer) {
        answer.then().statusCode(303).header("Location", equalTo("/logout"));
        assertEquals(SignOutCookies.CLEARED, answer.headers().getValues("Set-Cookie"));
    }

    private Response send(String sid, String path, Map<String, String> fields) {
        return visitor(sid)
                .redirects()
                .follow(false)
                .formParams(fields)
                .formParam("csrf_token", CsrfToken.of(user + "." + sid))
                .post(path);
    }

    private RequestSpecification visitor(String sid) {
        return given().cookie(SessionService.COOKIE, user + "." + sid);
    }

    private List<String> open() {
        return open(user);
    }

    /** The sids of a user's sessions, the latest first. */
    private List<String> open(UUID of) {
        return sessions.ofUser(of).await().indefinitely().stream()
                .map(Session::sid)
                .toList();
    }

    private String open(String userAgent) {
        return open(user, userAgent);
    }

    private String open(UUID whose, String userAgent) {
        var authenticated = Map.of(
                "outcome",
                "authenticated",
                "subject",
                whose,
                "username",
                "ann",
                "scope",
                "openid account",
                "amr",
                List.of("pwd"),
                "auth_time",
                Instant.now().toString());
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + tokens.tokenFor("session-service"))
                .header("Gatehouse-Requester-Address", "192.0.2.7")
                .header("Gatehouse-Requester-User-Agent", userAgent)
                .body(Map.of("user", authenticated))
                .post("/internal/sessions")
                .then()
                .statusCode(200)
                .extract()
                .path("sid");
    }
}
