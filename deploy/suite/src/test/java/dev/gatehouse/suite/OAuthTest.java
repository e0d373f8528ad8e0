package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.ClientApplication;
import dev.gatehouse.suite.setup.CodeRequest;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Passkeys;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OAuth: what a third-party application gets, with the user's consent and only so long as it lasts. */
class OAuthTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();
    private final ClientApplication application = new ClientApplication();
    private final OAuthClient client = gatehouse.confidentialClient(application.redirectUri());

    @AfterEach
    void stopTheApplication() {
        application.close();
    }

    @Test
    void withConsentTheApplicationMakesAScopedCall() throws Exception {
        try (var browser = Chromium.open()) {
            browser.page().navigate(CodeRequest.address(gatehouse, client, "profile notes:read", Map.of()));
            browser.signIn(alice);
            String page = browser.page().content();
            assertTrue(page.contains("Notes for"), page);
            assertTrue(page.contains("notes:read"), page);
            browser.decide("allow");
            Map<String, String> answer = query(application.arrival());
            assertEquals("opaque-to-you", answer.get("state"));
            assertEquals(gatehouse.issuer(), answer.get("iss"));

            Response tokens = exchange(client, code(answer), CodeRequest.VERIFIER);
            tokens.then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("no-store"))
                    .body("token_type", equalTo("Bearer"))
                    .body("id_token", nullValue())
                    .body("refresh_token", nullValue());
            String access = tokens.path("access_token");
            gatehouse
                    .bearer(access)
                    .get("/users/me")
                    .then()
                    .statusCode(200)
                    .body("username", equalTo(alice.username()));
            gatehouse
                    .bearer(access)
                    .get("/verify?scope=notes:read")
                    .then()
                    .statusCode(200)
                    .header("X-Auth-Client", client.id());
            gatehouse.bearer(access).get("/sessions").then().statusCode(403);

            exchange(client, code(answer), CodeRequest.VERIFIER)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));
            gatehouse.bearer(access).get("/verify").then().statusCode(401);
        }
    }

    @Test
    void consentIsAskedOnceAndCanBeTakenBack() throws Exception {
        try (var browser = Chromium.open()) {
            browser.page().navigate(CodeRequest.address(gatehouse, client, "profile offline_access", Map.of()));
            browser.signIn(alice);
            browser.decide("allow");
            Response tokens = exchange(client, code(query(application.arrival())), CodeRequest.VERIFIER);
            tokens.then().statusCode(200).body("refresh_token", startsWith("ghr_"));

            browser.page().navigate(CodeRequest.address(gatehouse, client, "profile", Map.of()));
            Map<String, String> unspent = query(application.arrival());
            assertTrue(unspent.containsKey("code"), "no second question");

            String own = gatehouse.signInForTokens(alice, "jwt").path("access_token");
            gatehouse
                    .bearer(own)
                    .get("/consents")
                    .then()
                    .statusCode(200)
                    .body("consents.client_id", hasItem(client.id()));
            gatehouse.bearer(own).delete("/consents/" + client.id()).then().statusCode(204);
            gatehouse.bearer(tokens.path("access_token")).get("/verify").then().statusCode(401);
            refresh(tokens.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
            gatehouse.bearer(own).get("/consents").then().body("consents.client_id", not(hasItem(client.id())));
            exchange(client, code(unspent), CodeRequest.VERIFIER)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));

            browser.page().navigate(CodeRequest.address(gatehouse, client, "profile", Map.of()));
            assertEquals(
                    1,
                    browser.page().locator("button[name=decision][value=allow]").count(),
                    "asked anew");
        }
    }

    @Test
    void whoSignsInAgainInTheSameBrowserDoesNotTakeTheApplicationsTokensAway() throws Exception {
        try (var browser = Chromium.open()) {
            browser.page().navigate(CodeRequest.address(gatehouse, client, "profile offline_access", Map.of()));
            browser.signIn(alice);
            browser.decide("allow");
            Response tokens = exchange(client, code(query(application.arrival())), CodeRequest.VERIFIER);
            tokens.then().statusCode(200);
            String before = Passkeys.session(browser);
            browser.page().navigate(gatehouse.issuer() + "/login?prompt=select_account&return_to=/users/me");
            browser.signIn(alice);
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            String after = Passkeys.session(browser);
            assertNotEquals(before, after, "the session goes on under another cookie");
            session(before).then().statusCode(401);
            session(after).then().statusCode(200);
            gatehouse.bearer(tokens.path("access_token")).get("/verify").then().statusCode(200);
            Response refreshed = refresh(tokens.path("refresh_token"));
            refreshed.then().statusCode(200).body("refresh_token", startsWith("ghr_"));

            browser.page().navigate(gatehouse.issuer() + "/login?prompt=select_account&return_to=/users/me");
            browser.signIn(gatehouse.register());
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            session(after).then().statusCode(401);
            gatehouse
                    .bearer(refreshed.path("access_token"))
                    .get("/verify")
                    .then()
                    .statusCode(401);
        }
    }

    private Response session(String cookie) {
        return given().spec(gatehouse.origin()).cookie(Gatehouse.COOKIE, cookie).get("/sessions/current");
    }

    @Test
    void whoeverDeniesGoesBackWithAccessDenied() throws Exception {
        try (var browser = Chromium.open()) {
            browser.page().navigate(CodeRequest.address(gatehouse, client, "profile", Map.of()));
            browser.signIn(alice);
            browser.decide("deny");
            Map<String, String> answer = query(application.arrival());
            assertEquals("access_denied", answer.get("error"));
            assertEquals("opaque-to-you", answer.get("state"));
        }
    }

    @Test
    void theSignInPageForgivesAWrongPassword() throws Exception {
        try (var browser = Chromium.open()) {
            browser.page().navigate(CodeRequest.address(gatehouse, client, "profile", Map.of()));
            browser.signIn(new Person(alice.id(), alice.username(), alice.email(), "not the password"));
            assertTrue(browser.page().locator("[role=alert]").first().isVisible());
            browser.signIn(alice);
            browser.decide("allow");
            assertTrue(query(application.arrival()).containsKey("code"));
        }
    }

    @Test
    void anotherVerifierOrAnotherClientCannotUseTheCode() throws Exception {
        try (var browser = Chromium.open()) {
            browser.page().navigate(CodeRequest.address(gatehouse, client, "profile", Map.of()));
            browser.signIn(alice);
            browser.decide("allow");
            String code = code(query(application.arrival()));
            exchange(client, code, CodeRequest.VERIFIER + "-other")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));
            browser.page().navigate(CodeRequest.address(gatehouse, client, "profile", Map.of()));
            String second = code(query(application.arrival()));
            OAuthClient thief = gatehouse.confidentialClient(application.redirectUri());
            exchange(thief, second, CodeRequest.VERIFIER)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));
        }
    }

    @Test
    void aPublicClientProvesItselfByThePkceVerifierAlone() throws Exception {
        OAuthClient phone = gatehouse.publicClient(application.redirectUri());
        try (var browser = Chromium.open()) {
            browser.page()
                    .navigate(CodeRequest.address(
                            gatehouse, phone, "openid profile offline_access", Map.of("nonce", "n-0")));
            browser.signIn(alice);
            browser.decide("allow");
            Response tokens = given().spec(gatehouse.origin())
                    .contentType(ContentType.URLENC)
                    .formParam("grant_type", "authorization_code")
                    .formParam("client_id", phone.id())
                    .formParam("code", code(query(application.arrival())))
                    .formParam("redirect_uri", phone.redirectUri())
                    .formParam("code_verifier", CodeRequest.VERIFIER)
                    .post("/oauth2/token");
            tokens.then().statusCode(200).body("id_token", notNullValue());
            given().spec(gatehouse.origin())
                    .contentType(ContentType.URLENC)
                    .formParam("grant_type", "refresh_token")
                    .formParam("client_id", phone.id())
                    .formParam("refresh_token", tokens.<String>path("refresh_token"))
                    .post("/oauth2/token")
                    .then()
                    .statusCode(200)
                    .body("refresh_token", not(equalTo(tokens.path("refresh_token"))));
        }
    }

    @Test
    void anUnknownRedirectUriIsNeverRedirectedTo() {
        given().spec(gatehouse.origin())
                .urlEncodingEnabled(false)
                .get(CodeRequest.address(gatehouse, client, "profile", Map.of("redirect_uri", "https://evil.example/")))
                .then()
                .statusCode(400)
                .header("Location", nullValue());
    }

    @Test
    void otherMistakesGoBackToTheApplication() {
        for (var mistake : Map.of(
                        "response_type", "token",
                        "code_challenge_method", "plain",
                        "scope", "gatehouse:admin")
                .entrySet()) {
            String location = given().spec(gatehouse.origin())
                    .urlEncodingEnabled(false)
                    .get(CodeRequest.address(
                            gatehouse, client, "profile", Map.of(mistake.getKey(), mistake.getValue())))
                    .header("Location");
            assertTrue(location.startsWith(application.redirectUri()), location);
            assertTrue(query(URI.create(location)).containsKey("error"), location);
        }
    }

    private Response refresh(String token) {
        return given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(client.id(), client.secret()))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .post("/oauth2/token");
    }

    private Response exchange(OAuthClient by, String code, String verifier) {
        return given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(by.id(), by.secret()))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", application.redirectUri())
                .formParam("code_verifier", verifier)
                .post("/oauth2/token");
    }

    private static String code(Map<String, String> answer) {
        return Objects.requireNonNull(answer.get("code"), answer::toString);
    }

    private static Map<String, String> query(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
