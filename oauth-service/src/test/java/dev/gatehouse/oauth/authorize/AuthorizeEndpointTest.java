package dev.gatehouse.oauth.authorize;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AuthorizeEndpointTest {
    private final ClientAdministration administration;

    @Inject
    AuthorizeEndpointTest(ClientAdministration administration) {
        this.administration = administration;
    }

    @Test
    void authorizationTellsTheUserWhereNoRedirectIsSafe() throws IOException {
        authorize("client_id=nobody&redirect_uri=https%3A%2F%2Fevil.example")
                .statusCode(400)
                .contentType(startsWith("text/html"))
                .header("Location", nullValue())
                .header("X-Frame-Options", "DENY")
                .header("Content-Security-Policy", containsString("form-action 'self'"))
                .body(containsString("not known"));
        assertTrue(raw("client_id=%zz").startsWith("HTTP/1.1 400"));
        assertTrue(raw("client_id=|{}").startsWith("HTTP/1.1 400"));
        String id = Fixtures.register(administration, "none").client().clientId();
        authorize("client_id=" + id + "&redirect_uri=https%3A%2F%2Fevil.example")
                .statusCode(400)
                .header("Location", nullValue());
    }

    @Test
    void authorizationTellsTheClientOrSendsToTheSignIn() {
        String id = Fixtures.register(administration, "none").client().clientId();
        String start = "client_id=" + id + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=a%26b";
        authorize(start)
                .statusCode(303)
                .header(
                        "Location",
                        allOf(
                                startsWith("https://app.example/cb?error=invalid_request"),
                                containsString("&state=a%26b&iss=http%3A%2F%2Flocalhost%3A8080")));
        String good = start + "&response_type=code&scope=openid&code_challenge_method=S256&code_challenge="
                + Fixtures.CHALLENGE;
        authorize(good)
                .statusCode(303)
                .header("Location", startsWith("/login?return_to=%2Foauth2%2Fauthorize%3Fclient_id%3D"));
        authorize(good + "&ui_locales=de")
                .header("Location", startsWith("/login?ui_locales=de&return_to=%2Foauth2%2Fauthorize"));
        authorize(good + "&ui_locales=de&prompt=login")
                .header("Location", startsWith("/login?prompt=login&ui_locales=de&return_to="));
        authorize(good + "&prompt=none").header("Location", containsString("error=login_required"));
        authorize(good + "&prompt=login")
                .header("Location", allOf(startsWith("/login?prompt=login&"), containsString("login_after")))
                .header("Set-Cookie", startsWith("__Host-gatehouse-pre="));
        given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded")
                .body(good + "&unknown=1")
                .post("/oauth2/authorize")
                .then()
                .statusCode(303)
                .header("Location", allOf(startsWith("/oauth2/authorize?client_id="), not(containsString("unknown"))));
        given().cookie("__Host-gatehouse", "x")
                .urlEncodingEnabled(false)
                .get("/oauth2/authorize?" + good)
                .then()
                .statusCode(503);
        // Of two, one was put there by somebody else: neither counts.
        given().redirects()
                .follow(false)
                .header("Cookie", "__Host-gatehouse=x; __Host-gatehouse=y")
                .urlEncodingEnabled(false)
                .get("/oauth2/authorize?" + good)
                .then()
                .statusCode(303)
                .header("Location", startsWith("/login?return_to="));
    }

    /** Else the sign-in would succeed and lead elsewhere. */
    @ParameterizedTest
    @CsvSource({"1000, true", "2400, true", "2900, false", "60000, false"})
    void aRequestThatTheSignInCannotBringBackIsToldToTheClient(int length, boolean fits) {
        String id = Fixtures.register(administration, "none").client().clientId();
        String good = "client_id=" + id + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&response_type=code&scope=openid"
                + "&code_challenge_method=S256&code_challenge=" + Fixtures.CHALLENGE;
        String start = fits ? "/oauth2/authorize?" : "https://app.example/cb?error=invalid_request";
        given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded")
                .body(good + "&ui_locales=" + "x".repeat(length))
                .post("/oauth2/authorize")
                .then()
                .statusCode(303)
                .header("Location", startsWith(start));
        // What means nothing is not carried along.
        String known = authorize(good + "&other=" + "x".repeat(Math.min(length, 4000)))
                .statusCode(303)
                .extract()
                .header("Location");
        assertTrue(known.startsWith("/login?return_to=") && known.length() < 1000, known);
    }

    @Test
    void everyResourceOutlivesTheSignIn() {
        ClientAdministration.Saved saved = Fixtures.registerFor(administration, Fixtures.RESOURCE, "urn:a");
        String good = "client_id=" + saved.client().clientId() + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"
                + "&response_type=code&scope=openid&code_challenge_method=S256&code_challenge=" + Fixtures.CHALLENGE;
        authorize(good + "&resource=urn:a&resource=https%3A%2F%2Forders.example%2Fapi")
                .statusCode(303)
                .header(
                        "Location",
                        allOf(
                                containsString("resource%3Durn%253Aa"),
                                containsString("resource%3Dhttps%253A%252F%252Forders.example%252Fapi")));
        authorize(good + "&resource=urn:b").statusCode(303).header("Location", containsString("error=invalid_target"));
    }

    @Test
    void aDecisionWithoutASessionDecidesNothing() {
        given().formParam("decision", "allow")
                .formParam("request", "x")
                .post("/oauth2/authorize/decision")
                .then()
                .statusCode(400)
                .contentType(startsWith("text/html"));
    }

    private static ValidatableResponse authorize(String query) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get("/oauth2/authorize?" + query)
                .then();
    }

    /** The answer to a query that no client library would send. */
    private static String raw(String query) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            String request = "GET /oauth2/authorize?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
