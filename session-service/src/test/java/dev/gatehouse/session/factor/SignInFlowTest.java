package dev.gatehouse.session.factor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.session.attempt.AttemptCookie;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in, by whatever way, where nothing is asked for after it. */
@QuarkusTest
@TestProfile(StubIdentity.Profile.class)
class SignInFlowTest {
    private static final String SESSION = "__Host-gatehouse";
    private static final String FACTOR = "/login/factor";
    private static final Map<String, String> RIGHT = Map.of("otp", StubIdentity.CODE);
    private final Browser browser = new Browser();

    @Test
    void whoHasNoSecondFactorIsInAtOnce() {
        browser.password("/login?return_to=/consents", "max")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/consents"));
        current().then().statusCode(200).body("acr", equalTo("urn:gatehouse:acr:single"));
        assertEquals("", browser.cookie(AttemptCookie.NAME));
    }

    @Test
    void aHintIsTypedAlreadyAndTheLanguageGoesAlong() {
        Response page = browser.open("/login?login_hint=ada%22%3E&ui_locales=de&return_to=/consents");
        page.then()
                .body(allOf(
                        containsString("value=\"ada&quot;&gt;\""),
                        containsString("<h1>Anmelden</h1>"),
                        containsString("action=\"/login?ui_locales=de\"")));
        browser.send("/login?ui_locales=de", page, Map.of("username", "ada", "password", "no"))
                .then()
                .body(allOf(containsString("<title>Fehler: "), containsString("stimmt nicht")));
        browser.send("/login?ui_locales=de", page, Map.of("username", "ada", "password", StubIdentity.PASSWORD))
                .then()
                .header("Location", equalTo(FACTOR + "?ui_locales=de"));
        browser.open(FACTOR + "?ui_locales=de").then().body(containsString("Noch ein Schritt"));
    }

    @Test
    void whoHasNoAccountYetComesBackToWhatWasAskedFor() {
        browser.open("/login?ui_locales=de&return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26scope%3Dopenid")
                .then()
                .body(
                        allOf(
                                containsString(
                                        "href=\"/register?return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26scope%3Dopenid&amp;ui_locales=de\""),
                                containsString(
                                        "href=\"/recovery?return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26scope%3Dopenid&amp;ui_locales=de\"")));
        browser.open("/login?return_to=//evil.example")
                .then()
                .body(allOf(containsString("href=\"/register\""), not(containsString("evil"))));
    }

    @Test
    void whatSomebodyPlantedInTheBrowserBeforeIsWorthNothingAfter() {
        String made = Secrets.random();
        var mallory = new Browser();
        mallory.password("/login", "ada");
        mallory.send(FACTOR, mallory.open(FACTOR), RIGHT).then().statusCode(303);
        for (String planted : List.of(made, mallory.cookie(SESSION))) {
            browser.keep(SESSION, planted);
            browser.password("/login?prompt=select_account", "max").then().statusCode(303);
            assertNotEquals(planted, browser.cookie(SESSION));
            assertEquals("max", current().path("username"));
            given().cookie(SESSION, planted).get("/sessions/current").then().statusCode(401);
        }
    }

    @Test
    void whoIsSignedOutEverywhereMeanwhileIsNotToldThatThePasswordIsWrong() {
        browser.password("/login?return_to=/consents", "zoe")
                .then()
                .statusCode(401)
                .body(allOf(
                        containsString("Meanwhile you were signed out everywhere."),
                        containsString("value=\"/consents\""),
                        not(containsString("is not right"))));
        given().contentType("application/json")
                .body(Map.of("username", "zoe", "password", StubIdentity.PASSWORD))
                .post("/sessions")
                .then()
                .statusCode(401)
                .body("code", equalTo("signed_out"));
        assertEquals("", browser.cookie(SESSION));
    }

    @Test
    void howeverOneSignsInWhatWasHalfDoneIsOver() {
        String passkey = "{\"id\":\"AAAA\",\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AAAA\","
                + "\"signature\":\"AAAA\",\"userHandle\":\"AAAA\"}}";
        for (var way : Map.of(
                        "/sessions",
                        "{\"username\":\"max\",\"password\":\"" + StubIdentity.PASSWORD + "\"}",
                        "/sessions/passkey",
                        passkey,
                        "/sessions/email/answer",
                        "{\"code\":\"00000000\"}")
                .entrySet()) {
            Response in = given().contentType("application/json")
                    .cookie(SessionService.PASSKEY_COOKIE, Secrets.random())
                    .cookie("__Host-gatehouse-email", Secrets.random())
                    .body(way.getValue())
                    .post(way.getKey());
            in.then().statusCode(201);
            assertTrue(in.headers().getValues("Set-Cookie").contains(AttemptCookie.CLEARED), way.getKey());
        }
        browser.keep(AttemptCookie.NAME, Secrets.random());
        browser.keep("__Host-gatehouse-email", Secrets.random());
        browser.send("/login/email/code", browser.open("/login/email/code"), Map.of("code", "00000000"))
                .then()
                .statusCode(303);
        assertEquals("", browser.cookie(AttemptCookie.NAME));
        assertNotEquals("", browser.cookie(SESSION));
    }

    private Response current() {
        return given().cookie(SESSION, browser.cookie(SESSION)).get("/sessions/current");
    }
}
