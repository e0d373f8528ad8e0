package dev.gatehouse.session.factor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.session.attempt.AttemptCookie;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in step by step, and proving more: each page asks for what is missing, and for nothing else. */
@QuarkusTest
@TestProfile(StubIdentity.Profile.class)
class FactorFlowTest {
    private static final String SESSION = "__Host-gatehouse";
    private static final String FACTOR = "/login/factor";
    private static final String MFA = "urn:gatehouse:acr:mfa";
    private static final Map<String, String> RIGHT = Map.of("otp", StubIdentity.CODE);
    private final RedisDataSource redis;
    private final Browser browser = new Browser();

    @Inject
    FactorFlowTest(RedisDataSource redis) {
        this.redis = redis;
    }

    @Test
    void theCodeAloneIsAskedForAfterThePasswordAndLeadsOn() {
        browser.password("/login?return_to=/consents", "ada")
                .then()
                .statusCode(303)
                .header("Location", equalTo(FACTOR));
        assertEquals("", browser.cookie(SESSION));
        Response page = browser.open(FACTOR);
        page.then()
                .statusCode(200)
                .body(allOf(
                        containsString("id=\"otp\""), containsString("ada"), not(containsString("type=\"password\""))));
        Response wrong = browser.send(FACTOR, page, Map.of("otp", "000000"));
        wrong.then()
                .statusCode(401)
                .body(containsString("<title>Error: "))
                .body(allOf(
                        containsString("aria-invalid=\"true\""),
                        containsString("otp-error"),
                        not(containsString("autofocus"))));
        browser.send(FACTOR, wrong, Map.of("otp", " ")).then().statusCode(401).body(containsString("Enter the code."));
        browser.send(FACTOR, wrong, Map.of("otp", StubIdentity.TOO_MANY))
                .then()
                .statusCode(429)
                .header("Retry-After", "7");
        browser.send(FACTOR, wrong, RIGHT).then().statusCode(303).header("Location", equalTo("/consents"));
        assertEquals("", browser.cookie(AttemptCookie.NAME));
        assertEquals(List.of("pwd", "otp", "mfa"), current().path("amr"));
    }

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
    void nobodyComesToTheSecondStepFirst() {
        browser.open(FACTOR).then().statusCode(303).header("Location", startsWith("/login"));
        browser.open(FACTOR + "?acr=" + MFA + "&return_to=/consents")
                .then()
                .statusCode(303)
                .header("Location", startsWith("/login?return_to=%2Fconsents&acr="));
        browser.send(FACTOR, browser.open("/login?return_to=/consents"), RIGHT)
                .then()
                .statusCode(403)
                .body(containsString("/login?return_to=%2Fconsents"));
        assertEquals("", browser.cookie(SESSION));
    }

    @Test
    void whatABrowserHadBeforeThePasswordIsWorthNothingAfter() {
        String planted = Secrets.random();
        browser.keep(AttemptCookie.NAME, planted);
        browser.password("/login", "ada");
        assertNotEquals(planted, browser.cookie(AttemptCookie.NAME));
        assertFalse(redis.key().exists("session:attempt:" + Secrets.sha256(planted)));
        String kept =
                redis.value(String.class).get("session:attempt:" + Secrets.sha256(browser.cookie(AttemptCookie.NAME)));
        assertTrue(kept.contains("\"ada\""), kept);
        assertFalse(kept.contains(StubIdentity.PASSWORD), kept);
        String before = browser.cookie(SESSION);
        browser.send(FACTOR, browser.open(FACTOR), RIGHT);
        assertNotEquals(before, browser.cookie(SESSION));
    }

    @Test
    void twoTabsOfOneBrowserDoNotMixTwoPeople() {
        browser.password("/login", "ada");
        Response first = browser.open(FACTOR);
        browser.password("/login", "pia");
        browser.send(FACTOR, first, RIGHT)
                .then()
                .statusCode(403)
                .body(allOf(containsString("pia"), containsString("too old")));
        browser.send(FACTOR, browser.open(FACTOR), RIGHT).then().statusCode(303);
        assertEquals("pia", current().path("username"));
    }

    @Test
    void aFormThatWasSentTwiceOpensOneSession() {
        browser.password("/login?return_to=/consents", "ada");
        Response page = browser.open(FACTOR);
        String attempt = browser.cookie(AttemptCookie.NAME);
        browser.send(FACTOR, page, RIGHT).then().statusCode(303);
        String session = browser.cookie(SESSION);
        browser.keep(AttemptCookie.NAME, attempt);
        browser.send(FACTOR, page, RIGHT).then().statusCode(403).body(containsString("another tab"));
        assertEquals(session, browser.cookie(SESSION));
    }

    @Test
    void anotherSiteSendsNoCodes() {
        browser.password("/login", "ada");
        String attempt = browser.cookie(AttemptCookie.NAME);
        given().cookie(AttemptCookie.NAME, attempt)
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("otp", StubIdentity.CODE)
                .post(FACTOR)
                .then()
                .statusCode(403);
        given().cookie(AttemptCookie.NAME, attempt)
                .cookie(FormToken.COOKIE, Secrets.random())
                .formParam("otp", StubIdentity.CODE)
                .post(FACTOR)
                .then()
                .statusCode(403);
    }

    @Test
    void whoeverStartsOverIsAskedForAnyName() {
        browser.password("/login?return_to=/consents", "ada");
        browser.send(FACTOR, browser.open(FACTOR), Map.of("action", "start_over"))
                .then()
                .statusCode(303)
                .header("Location", startsWith("/login?return_to=%2Fconsents"));
        assertEquals("", browser.cookie(AttemptCookie.NAME));
        browser.open(FACTOR).then().statusCode(303);
    }

    @Test
    void aCodeIsMailedWhenItIsWanted() {
        browser.password("/login", "eve");
        Response page = browser.open(FACTOR);
        page.then().body(allOf(containsString("We have mailed you a code"), containsString("Mail another code")));
        browser.send(FACTOR, page, Map.of("action", "mail"))
                .then()
                .statusCode(200)
                .body(containsString("We have mailed you a code"));
    }

    @Test
    void aSessionProvesOneMoreFactorAndNoPassword() {
        signIn("max");
        browser.open("/login?acr=" + MFA + "&return_to=/consents")
                .then()
                .statusCode(303)
                .header("Location", startsWith(FACTOR + "?return_to=%2Fconsents&acr="));
        browser.open(FACTOR + "?acr=" + MFA + "&return_to=/consents")
                .then()
                .statusCode(403)
                .body(containsString("/account/security"));
        signIn("ada");
        Response met = browser.open("/login?acr=" + MFA + "&return_to=/consents");
        met.then().statusCode(303).header("Location", equalTo("/consents"));
    }

    @Test
    void whoCannotReachWhatIsDemandedIsToldWhatToDoAndLedNowhere() {
        signIn("ada");
        String to = browser.open("/login?acr=phr&return_to=/consents").header("Location");
        assertTrue(to.startsWith(FACTOR), to);
        browser.open(to).then().statusCode(403).body(containsString("needs a passkey"));
        // Signing in once more does not help either, and ends on that page, too.
        Response page = browser.open("/login?acr=phr&prompt=login&return_to=/consents");
        page.then().body(allOf(containsString("readonly"), containsString("value=\"ada\"")));
        browser.send("/login", page, Map.of("username", "ada", "password", StubIdentity.PASSWORD));
        String next = browser.send(FACTOR, browser.open(FACTOR), RIGHT).header("Location");
        assertTrue(next.startsWith(FACTOR + "?"), next);
        browser.open(next).then().statusCode(403);
    }

    @Test
    void whereAPasskeyIsDemandedNothingElseIsOffered() {
        browser.password("/login", "pia");
        browser.open(FACTOR).then().body(allOf(containsString("id=\"otp\""), containsString("passkey-factor")));
        browser.send(FACTOR, browser.open(FACTOR), RIGHT).then().statusCode(303);
        browser.open(FACTOR + "?acr=phr&return_to=/consents")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("data-action=\"/login/factor/passkey?return_to=%2Fconsents&amp;acr=phr\""),
                        not(containsString("id=\"otp\"")),
                        not(containsString("id=\"recovery\""))));
    }

    @Test
    void theNameIsKnownOfWhoeverSignsInAnewUnlessTheyAreSomebodyElse() {
        signIn("max");
        Response page = browser.open("/login?max_age=0&return_to=/consents");
        page.then().statusCode(200).body(allOf(containsString("readonly"), containsString("prompt=select_account")));
        Response wrong = browser.send("/login", page, Map.of("username", "max", "password", "no", "known", "true"));
        wrong.then().statusCode(401).body(containsString("readonly"));
        browser.open("/login?prompt=select_account").then().body(not(containsString("readonly")));
        String before = browser.cookie(SESSION);
        browser.send("/login", wrong, Map.of("username", "max", "password", StubIdentity.PASSWORD, "known", "true"))
                .then()
                .statusCode(303)
                .header("Location", equalTo("/consents"));
        assertNotEquals(before, browser.cookie(SESSION));
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
    void aWrongRecoveryCodeIsSaidAtItsFieldWhichStaysOpen() {
        browser.password("/login?return_to=/consents", "ada");
        Response page = browser.open(FACTOR);
        page.then()
                .body(allOf(
                        containsString("Signing in as <strong>ada"),
                        not(containsString("Signed in as")),
                        containsString("<details>")));
        browser.send(FACTOR, page, Map.of("otp", "no-such-code", "action", "recovery"))
                .then()
                .statusCode(401)
                .body(allOf(
                        containsString("<title>Error: "),
                        containsString("<details open>"),
                        containsString("id=\"recovery-error\">That is none of your recovery codes"),
                        containsString("aria-describedby=\"recovery-error recovery-hint\" aria-invalid=\"true\""),
                        not(containsString("otp-error"))));
        browser.send(FACTOR, page, Map.of("otp", " ", "action", "recovery"))
                .then()
                .statusCode(401)
                .body(containsString("id=\"recovery-error\">Enter the code."));
        browser.send(FACTOR, page, Map.of("otp", StubIdentity.CODE, "action", "recovery"))
                .then()
                .statusCode(303)
                .header("Location", equalTo("/consents"));
    }

    @Test
    void aPasskeyThatCouldNotBeTriedIsNotCalledWrong() {
        browser.password("/login", "pia");
        for (String page : List.of("/login?prompt=login", FACTOR)) {
            browser.open(page + (page.contains("?") ? "&" : "?") + "ui_locales=en")
                    .then()
                    .body(containsString("data-away=\"The sign-in service could not be reached. Please try again.\""));
            browser.open(page + (page.contains("?") ? "&" : "?") + "ui_locales=de")
                    .then()
                    .body(containsString("data-away=\"Der Anmeldedienst war nicht erreichbar."));
        }
    }

    @Test
    void whoHasNoAccountYetComesBackToWhatWasAskedFor() {
        browser.open("/login?ui_locales=de&return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26scope%3Dopenid")
                .then()
                .body(allOf(
                        containsString(
                                "href=\"/register?return_to=%2Foauth2%2Fauthorize%3Fclient_id%3Da%26scope%3Dopenid&amp;ui_locales=de\""),
                        containsString("href=\"/recovery?ui_locales=de\"")));
        browser.open("/login?return_to=//evil.example")
                .then()
                .body(allOf(containsString("href=\"/register?return_to=%2Faccount\""), not(containsString("evil"))));
    }

    private void signIn(String name) {
        browser.password("/login?prompt=select_account", name);
        if (!browser.cookie(AttemptCookie.NAME).isEmpty()) {
            browser.send(FACTOR, browser.open(FACTOR), RIGHT).then().statusCode(303);
        }
        assertEquals(name, current().path("username"));
    }

    private Response current() {
        return given().cookie(SESSION, browser.cookie(SESSION)).get("/sessions/current");
    }
}
