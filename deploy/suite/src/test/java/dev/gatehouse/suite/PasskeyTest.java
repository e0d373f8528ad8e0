package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Passkeys;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passkeys, in a browser with an authenticator. */
class PasskeyTest {
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void someoneRegistersAPasskeyAndSignsInByNothingElse() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            Passkeys.authenticator(page);
            Passkeys.add(gatehouse, browser, ada);
            page.click("header form button");
            page.waitForSelector("text=You are not signed in");

            Passkeys.withoutSuggestions(page);
            signInByPasskey(browser, "/users/me");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertTrue(page.content().contains(ada.username()), page.content());
            String cookie = Passkeys.session(browser);
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, cookie)
                    .get("/sessions/current")
                    .then()
                    .statusCode(200)
                    .body("subject", equalTo(ada.id()))
                    .body("amr", contains("hwk", "user", "mfa"));

            Response listed = given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, cookie)
                    .get("/account/passkeys");
            listed.then()
                    .statusCode(200)
                    .body("passkeys", hasSize(1))
                    .body("passkeys[0].name", equalTo("My key"))
                    .body("passkeys[0].last_used_at", notNullValue());
            remove(ada, listed.path("passkeys[0].id"));

            page.context().clearCookies();
            signInByPasskey(browser, "/users/me");
            page.waitForSelector("text=This passkey does not sign you in here.");
            given().spec(by(ada))
                    .get("/account/activity")
                    .then()
                    .body("events.event", hasItem("passkey_added"))
                    .body("events.event", hasItem("passkey_removed"));
        }
    }

    @Test
    void whatTheBrowserSuggestsSignsInWithoutTheButton() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Passkeys.authenticator(browser.page());
            Passkeys.add(gatehouse, browser, ada);
            browser.page().context().clearCookies();
            browser.page().navigate(gatehouse.issuer() + "/login?return_to=/users/me");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertTrue(browser.page().content().contains(ada.username()));
        }
    }

    @Test
    void whoAsksToStaySignedInDoesSoByAPasskeyToo() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            Passkeys.authenticator(page);
            Passkeys.add(gatehouse, browser, ada);
            Passkeys.withoutSuggestions(page);
            for (boolean stay : new boolean[] {true, false}) {
                page.context().clearCookies();
                page.navigate(gatehouse.issuer() + "/login?return_to=/users/me");
                page.setChecked("input[name=remember]", stay);
                page.click("#passkey-sign-in", new Page.ClickOptions().setNoWaitAfter(true));
                browser.arrivesAt(gatehouse.issuer() + "/users/me");
                assertEquals(stay, Passkeys.sessionOutlives(browser));
            }
        }
    }

    @Test
    void anAuthenticatorHasOnePasskeyForAnAccount() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Passkeys.authenticator(browser.page());
            Passkeys.add(gatehouse, browser, ada);
            Passkeys.press(gatehouse, browser.page());
            browser.page().waitForSelector("text=This device has a passkey for your account already.");
        }
    }

    @Test
    void aSecondFactorIsNotAskedForBesidesAPasskeyNorBecauseOfOne() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Passkeys.authenticator(browser.page());
            Passkeys.add(gatehouse, browser, ada);
            gatehouse.signInForTokens(ada, "jwt").then().statusCode(201);
        }
    }

    @Test
    void optionsAreForTheUserThemselves() {
        Person ada = gatehouse.register();
        String id = given().spec(by(ada))
                .post("/account/passkeys/options")
                .then()
                .statusCode(200)
                .body("rp.id", equalTo("localhost"))
                .body("user.name", equalTo(ada.username()))
                .body("attestation", equalTo("none"))
                .body("authenticatorSelection.residentKey", equalTo("required"))
                .body("authenticatorSelection.userVerification", equalTo("required"))
                .body("pubKeyCredParams.alg", contains(-7, -8, -257))
                .body("excludeCredentials", empty())
                .extract()
                .path("user.id");
        assertTrue(id.length() == 22, id);
        String key = given().spec(by(ada))
                .contentType(ContentType.JSON)
                .body(Map.of("name", "job", "scope", "account"))
                .post("/tokens/keys")
                .path("secret");
        gatehouse.bearer(key).post("/account/passkeys/options").then().statusCode(403);
        given().spec(gatehouse.origin())
                .post("/account/passkeys/options")
                .then()
                .statusCode(401);
        given().spec(by(ada))
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        "x",
                        "credential",
                        Map.of("response", Map.of("clientDataJSON", "e30", "attestationObject", "oA"))))
                .post("/account/passkeys")
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid_passkey"))
                .body("violations", nullValue());
    }

    /** By the button. */
    private void signInByPasskey(Chromium browser, String returnTo) {
        Page page = browser.page();
        page.navigate(gatehouse.issuer() + "/login?return_to=" + returnTo);
        page.click("#passkey-sign-in", new Page.ClickOptions().setNoWaitAfter(true));
    }

    private io.restassured.specification.RequestSpecification by(Person person) {
        return given().spec(gatehouse.origin()).auth().preemptive().basic(person.username(), person.password());
    }

    private void remove(Person person, String id) {
        given().spec(by(person)).delete("/account/passkeys/" + id).then().statusCode(204);
        given().spec(by(person)).delete("/account/passkeys/" + id).then().statusCode(404);
    }
}
