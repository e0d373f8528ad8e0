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

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
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
            authenticator(page);
            addPasskey(browser, ada);
            page.click("main form button");
            page.waitForSelector("text=You are not signed in");

            withoutSuggestions(page);
            signInByPasskey(browser, "/users/me");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertTrue(page.content().contains(ada.username()), page.content());
            String cookie = cookie(browser);
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
            authenticator(browser.page());
            addPasskey(browser, ada);
            browser.page().context().clearCookies();
            browser.page().navigate(gatehouse.issuer() + "/login?return_to=/users/me");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertTrue(browser.page().content().contains(ada.username()));
        }
    }

    @Test
    void anAuthenticatorHasOnePasskeyForAnAccount() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            authenticator(browser.page());
            addPasskey(browser, ada);
            browser.page().click("#passkey-register");
            browser.page().waitForSelector("text=This device has a passkey for your account already.");
        }
    }

    @Test
    void aSecondFactorIsNotAskedForBesidesAPasskeyNorBecauseOfOne() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            authenticator(browser.page());
            addPasskey(browser, ada);
            gatehouse.signInForTokens(ada, "jwt").then().statusCode(201);
        }
    }

    @Test
    void afterThePasswordAPasskeyIsTakenWhereItsOwnerWishesSo() {
        Person ada = gatehouse.register();
        Person bob = gatehouse.register();
        wish(ada, true).then().statusCode(409).body("code", equalTo("no_passkey"));
        try (var browser = Chromium.open();
                var foreign = Chromium.open()) {
            authenticator(browser.page());
            withoutSuggestions(browser.page());
            addPasskey(browser, ada);
            authenticator(foreign.page());
            withoutSuggestions(foreign.page());
            addPasskey(foreign, bob);
            List<String> recoveryCodes =
                    wish(ada, true).then().statusCode(200).extract().path("recovery_codes");
            gatehouse
                    .signInForTokens(ada, "jwt")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("second_factor_required"))
                    .body("factors", contains("passkey"));
            given().spec(by(ada)).get("/verify").then().statusCode(401);

            JsonObject refused = tokens(foreign, ada);
            assertEquals(401, refused.get("status").getAsInt(), refused::toString);
            assertEquals("invalid_credentials", refused.get("code").getAsString());

            String token = tokens(browser, ada).get("access_token").getAsString();
            gatehouse.bearer(token).get("/verify?acr=phr").then().statusCode(200);
            OAuthClient client = gatehouse.confidentialClient("https://api.example/callback");
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
            wish(token, false).then().statusCode(204);
            gatehouse.signInForTokens(ada, "jwt").then().statusCode(201);
        }
    }

    @Test
    void theSignInPageTakesAPasskeyAsTheSecondFactor() {
        Person ada = gatehouse.register();
        try (var browser = Chromium.open()) {
            Page page = browser.page();
            authenticator(page);
            withoutSuggestions(page);
            addPasskey(browser, ada);
            wish(ada, true).then().statusCode(200);
            page.context().clearCookies();
            page.navigate(gatehouse.issuer() + "/login?return_to=/users/me");
            browser.signIn(ada);
            page.waitForSelector("text=use a passkey");
            page.fill("#password", "not the password");
            page.click("#passkey-factor", new Page.ClickOptions().setNoWaitAfter(true));
            page.waitForSelector("text=The password is not right, or the passkey is not one of this account.");
            page.fill("#password", ada.password());
            page.click("#passkey-factor", new Page.ClickOptions().setNoWaitAfter(true));
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, cookie(browser))
                    .get("/sessions/current")
                    .then()
                    .statusCode(200)
                    .body("acr", equalTo("phr"))
                    .body("amr", contains("pwd", "hwk", "user", "mfa"));
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

    /** A part of this computer that has asked for its owner's finger. */
    private static void authenticator(Page page) {
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var arguments = new JsonObject();
        arguments.add("options", options);
        devTools.send("WebAuthn.addVirtualAuthenticator", arguments);
    }

    private void addPasskey(Chromium browser, Person person) {
        Page page = browser.page();
        page.navigate(gatehouse.issuer() + "/login");
        browser.signIn(person);
        browser.arrivesAt(gatehouse.issuer() + "/login/welcome");
        page.fill("#passkey-name", "My key");
        page.click("#passkey-register");
        page.waitForSelector("text=The passkey is added.");
    }

    /** Else the authenticator, which asks nobody, answers before the button is pressed. */
    private static void withoutSuggestions(Page page) {
        page.addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
    }

    /** By the button. */
    private void signInByPasskey(Chromium browser, String returnTo) {
        Page page = browser.page();
        page.navigate(gatehouse.issuer() + "/login?return_to=" + returnTo);
        page.click("#passkey-sign-in", new Page.ClickOptions().setNoWaitAfter(true));
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

    private static String cookie(Chromium browser) {
        return browser.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals(Gatehouse.COOKIE))
                .findFirst()
                .orElseThrow()
                .value;
    }

    private io.restassured.specification.RequestSpecification by(Person person) {
        return given().spec(gatehouse.origin()).auth().preemptive().basic(person.username(), person.password());
    }

    private void remove(Person person, String id) {
        given().spec(by(person)).delete("/account/passkeys/" + id).then().statusCode(204);
        given().spec(by(person)).delete("/account/passkeys/" + id).then().statusCode(404);
    }
}
