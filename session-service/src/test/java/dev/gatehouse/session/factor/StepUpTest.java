package dev.gatehouse.session.factor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.navigation.OnwardCookie;
import dev.gatehouse.session.attempt.AttemptCookie;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is signed in proves more: each page asks for what is missing, and for nothing else. */
@QuarkusTest
@TestProfile(StubIdentity.Profile.class)
class StepUpTest {
    private static final String SESSION = "__Host-gatehouse";
    private static final String FACTOR = "/login/factor";
    private static final String MFA = "urn:gatehouse:acr:mfa";
    private static final Map<String, String> RIGHT = Map.of("otp", StubIdentity.CODE);
    private final Browser browser = new Browser();

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
    void whoSetsUpWhatIsMissingComesBackToWhereTheyWereGoing() {
        signIn("max");
        String to =
                browser.open("/login?acr=" + MFA + "&return_to=/consents?a=b").header("Location");
        browser.open(to).then().statusCode(403);
        // Which the page of what one signs in with shows.
        String onward = browser.cookie(OnwardCookie.SETTING_UP.cookie());
        assertEquals("/consents?a=b", new String(Base64.getUrlDecoder().decode(onward), StandardCharsets.US_ASCII));
    }

    @Test
    void onceItIsProvedNothingIsKeptOfTheWay() {
        signIn("max");
        browser.open(browser.open("/login?acr=" + MFA + "&return_to=/consents").header("Location"));
        assertNotEquals("", browser.cookie(OnwardCookie.SETTING_UP.cookie()));
        browser.password("/login?prompt=select_account&return_to=/consents", "ada");
        browser.send(FACTOR, browser.open(FACTOR), RIGHT).then().header("Location", equalTo("/consents"));
        assertEquals("", browser.cookie(OnwardCookie.SETTING_UP.cookie()));
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
