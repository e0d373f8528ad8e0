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

/** Signing in step by step: after the password, the second factor. */
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
    void whoIsSignedOutEverywhereMeanwhileIsNotToldOfTimeThatWentBy() {
        browser.password("/login?return_to=/consents", "kim");
        browser.send(FACTOR, browser.open(FACTOR), RIGHT)
                .then()
                .statusCode(401)
                .body(allOf(
                        containsString("Meanwhile you were signed out everywhere."),
                        containsString("/login?return_to=%2Fconsents"),
                        not(containsString("too much time"))));
        assertEquals("", browser.cookie(SESSION));
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
    void whoHasToWaitIsToldHowLong() {
        browser.password("/login", "ada");
        browser.send(FACTOR, browser.open(FACTOR), Map.of("otp", StubIdentity.TOO_MANY))
                .then()
                .statusCode(429)
                .body(containsString("Try again in 7 seconds."));
        browser.send(FACTOR + "?ui_locales=de", browser.open(FACTOR), Map.of("otp", StubIdentity.TOO_MANY))
                .then()
                .body(containsString("Versuchen Sie es in 7 Sekunden noch einmal."));
    }

    @Test
    void whoeverKnowsAPasswordFillsUpNothing() {
        browser.password("/login", "ada");
        String first = browser.cookie(AttemptCookie.NAME);
        for (int i = 0; i < 40; i++) {
            browser.password("/login", "ada");
        }
        assertFalse(redis.key().exists("session:attempt:" + Secrets.sha256(first)));
        assertEquals(20, redis.list(String.class).llen("session:attempts:" + StubIdentity.id("ada")));
        browser.send(FACTOR, browser.open(FACTOR), RIGHT).then().statusCode(303);
    }

    private Response current() {
        return given().cookie(SESSION, browser.cookie(SESSION)).get("/sessions/current");
    }
}
