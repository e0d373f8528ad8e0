package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Passkeys;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passkeys as the second factor, in a browser with an authenticator. */
class PasskeyFactorTest {
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void afterThePasswordAPasskeyIsTakenWhereItsOwnerWishesSo() {
        Person ada = gatehouse.register();
        Person bob = gatehouse.register();
        wish(ada, true).then().statusCode(409).body("code", equalTo("no_passkey"));
        try (var browser = Chromium.open();
                var foreign = Chromium.open()) {
            Passkeys.authenticator(browser.page());
            Passkeys.withoutSuggestions(browser.page());
            Passkeys.add(gatehouse, browser, ada);
            Passkeys.authenticator(foreign.page());
            Passkeys.withoutSuggestions(foreign.page());
            Passkeys.add(gatehouse, foreign, bob);
            String before = gatehouse.signInForTokens(ada, "jwt").path("access_token");
            List<String> recoveryCodes =
                    wish(ada, true).then().statusCode(200).extract().path("recovery_codes");
            gatehouse
                    .signInForTokens(ada, "jwt")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("second_factor_required"))
                    .body("factors", contains("passkey"));
            given().spec(gatehouse.origin())
                    .auth()
                    .preemptive()
                    .basic(ada.username(), ada.password())
                    .get("/verify")
                    .then()
                    .statusCode(401);

            JsonObject refused = tokens(foreign, ada);
            assertEquals(401, refused.get("status").getAsInt(), refused::toString);
            assertEquals("invalid_credentials", refused.get("code").getAsString());

            String token = tokens(browser, ada).get("access_token").getAsString();
            gatehouse.bearer(token).get("/verify?acr=phr").then().statusCode(200);
            OAuthClient client = gatehouse.resourceServer();
            gatehouse
                    .introspect(client, token)
                    .then()
                    .body("acr", equalTo("phr"))
                    .body("amr", contains("pwd", "hwk", "user", "mfa"));
            given().spec(gatehouse.bearer(token))
                    .get("/account/factors")
                    .then()
                    .body("passkey_since", notNullValue())
                    .body("recovery_codes_left", equalTo(10));

            given().spec(gatehouse.origin())
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "username",
                            ada.username(),
                            "password",
                            ada.password(),
                            "otp",
                            recoveryCodes.getFirst(),
                            "type",
                            "opaque"))
                    .post("/tokens")
                    .then()
                    .statusCode(201);
            wish(before, false)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("insufficient_user_authentication"))
                    .header("WWW-Authenticate", containsString("acr_values=\"urn:gatehouse:acr:mfa\""));
            String only = given().spec(gatehouse.bearer(before))
                    .get("/account/passkeys")
                    .path("passkeys[0].id");
            given().spec(gatehouse.bearer(before))
                    .delete("/account/passkeys/" + only)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("insufficient_user_authentication"));
            wish(token, false).then().statusCode(204);
            gatehouse.signInForTokens(ada, "jwt").then().statusCode(201);
        }
    }

    @Test
    void theSignInPageTakesAPasskeyAsTheSecondFactor() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            Passkeys.authenticator(page);
            Passkeys.withoutSuggestions(page);
            Passkeys.add(gatehouse, browser, ada);
            wish(ada, true).then().statusCode(200);
            page.context().clearCookies();
            page.navigate(gatehouse.issuer() + "/login?return_to=/users/me");
            browser.signIn(ada);
            page.click("#passkey-factor", new Page.ClickOptions().setNoWaitAfter(true));
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, Passkeys.session(browser))
                    .get("/sessions/current")
                    .then()
                    .statusCode(200)
                    .body("acr", equalTo("phr"))
                    .body("amr", contains("pwd", "hwk", "user", "mfa"));
        }
    }

    @Test
    void aSessionThatAPasswordBeganStepsUpByAPasskey() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            Passkeys.authenticator(page);
            Passkeys.withoutSuggestions(page);
            Passkeys.add(gatehouse, browser, ada);
            String before = Passkeys.session(browser);
            String id = session(before).body("amr", contains("pwd")).extract().path("id");
            page.navigate(gatehouse.issuer() + "/login?acr=phr&return_to=/users/me");
            assertTrue(page.url().startsWith(gatehouse.issuer() + "/login/factor"), page.url());
            page.click("#passkey-factor", new Page.ClickOptions().setNoWaitAfter(true));
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            String after = Passkeys.session(browser);
            assertNotEquals(before, after);
            session(after)
                    .body("acr", equalTo("phr"))
                    .body("amr", contains("pwd", "hwk", "user", "mfa"))
                    .body("id", equalTo(id));
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, after)
                    .get("/verify?acr=phr")
                    .then()
                    .statusCode(200);
            page.navigate(gatehouse.issuer() + "/login?acr=phr&return_to=/users/me");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
        }
    }

    @Test
    void whoHasNoPasskeyIsToldThatTheDemandCannotBeMet() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            page.navigate(gatehouse.issuer() + "/login?return_to=/users/me");
            browser.signIn(ada);
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            page.navigate(gatehouse.issuer() + "/login?acr=phr&return_to=/users/me");
            assertTrue(page.url().startsWith(gatehouse.issuer() + "/login/factor"), page.url());
            assertEquals(0, page.locator("#passkey-factor").count());
        }
    }

    private ValidatableResponse session(String cookie) {
        return given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie)
                .get("/sessions/current")
                .then()
                .statusCode(200);
    }

    /** What a program in the page is answered that signs {@code person} in for tokens, with the passkey at hand. */
    private JsonObject tokens(Chromium browser, Person person) {
        browser.page().navigate(gatehouse.issuer() + "/login?prompt=login");
        Object answer = browser.page().evaluate("""
                async ([username, password]) => {
                  const bytes = t => Uint8Array.from(
                    atob(t.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
                  const text = b => btoa(String.fromCharCode(...new Uint8Array(b)))
                    .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
                  const options = await (await fetch('/sessions/passkey/options', { method: 'POST' })).json();
                  const { id, response } = await navigator.credentials.get({
                    publicKey: { ...options, challenge: bytes(options.challenge) } });
                  const passkey = { id, response: {
                    clientDataJSON: text(response.clientDataJSON),
                    authenticatorData: text(response.authenticatorData),
                    signature: text(response.signature),
                    userHandle: text(response.userHandle) } };
                  const answer = await fetch('/tokens', {
                    method: 'POST',
                    headers: { 'Content-Type': 'application/json' },
                    body: JSON.stringify({ username, password, passkey, type: 'jwt' }) });
                  return await answer.text();
                }
                """, List.of(person.username(), person.password()));
        return JsonParser.parseString(String.valueOf(answer)).getAsJsonObject();
    }

    /** With a password, as long as that is all that is asked for. */
    private Response wish(Person person, boolean required) {
        return wish(gatehouse.signInForTokens(person, "jwt").<String>path("access_token"), required);
    }

    private Response wish(String token, boolean required) {
        return given().spec(gatehouse.bearer(token))
                .contentType(ContentType.JSON)
                .body(Map.of("required", required))
                .put("/account/factors/passkey");
    }
}
