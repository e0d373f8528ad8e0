package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Elsewhere;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** "Sign in with …": a second suite is the provider that people come from. */
class ConnectTest {
    private final Elsewhere elsewhere = Elsewhere.trusted();
    private final Gatehouse gatehouse = elsewhere.gatehouse();
    private final Gatehouse upstream = elsewhere.upstream();
    private final String provider = elsewhere.provider();

    @Test
    void someoneWithAnAccountElsewhereSignsInAndComesBackAsTheSameUser() {
        Person bob = upstream.register();
        String first;
        try (var browser = Chromium.open()) {
            browser.page().navigate(gatehouse.issuer() + "/connect/" + provider + "?return_to=/users/me");
            browser.signIn(bob);
            browser.decide("allow");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertTrue(
                    browser.page().content().contains("username"),
                    browser.page().content());
            first = elsewhere.subject(browser);
            assertTrue(
                    browser.page().context().cookies(gatehouse.issuer()).stream()
                            .anyMatch(cookie -> cookie.name.equals("__Host-gatehouse-device")
                                    && cookie.value.startsWith(first + ".")),
                    "the browser is known from now on");
            // The session is opened from service to service, and is still the browser's.
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, elsewhere.cookie(browser))
                    .get("/sessions")
                    .then()
                    .statusCode(200)
                    .body("sessions[0].device", equalTo("Chrome on Linux"))
                    .body("sessions[0].address", oneOf("127.0.0.1", "0:0:0:0:0:0:0:1"));
            assertNotEquals(bob.id(), first, "an account of their own here");
        }
        try (var browser = Chromium.open()) {
            // Other tests have set up providers of the same display name.
            String button = "button[name=provider][value='" + provider + "']";
            Until.holds("the page knows of the new provider", () -> {
                browser.page().navigate(gatehouse.issuer() + "/login?return_to=/users/me");
                return browser.page().isVisible(button);
            });
            browser.page().click(button);
            // Both sign-in pages have the same fields.
            browser.arrivesAt(upstream.issuer());
            browser.signIn(bob);
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertEquals(first, elsewhere.subject(browser));
        }
    }

    @Test
    void whoDeniesElsewhereIsNotSignedInHere() {
        Person bob = upstream.register();
        try (var browser = Chromium.open()) {
            browser.page().navigate(gatehouse.issuer() + "/connect/" + provider);
            browser.signIn(bob);
            browser.decide("deny");
            browser.page().waitForURL(url -> url.startsWith(gatehouse.issuer()));
            assertTrue(browser.page().context().cookies(gatehouse.issuer()).stream()
                    .noneMatch(cookie -> cookie.name.equals(Gatehouse.COOKIE)));
        }
    }

    @Test
    void anUnknownProviderIsNotFound() {
        given().spec(gatehouse.origin()).get("/connect/nobody-knows").then().statusCode(404);
    }

    @Test
    void anAnswerThatNobodyAskedForSignsNobodyIn() {
        given().spec(gatehouse.origin())
                .queryParam("code", "made-up")
                .queryParam("state", "made-up")
                .get("/connect/" + provider)
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(500))
                .header("Set-Cookie", not(containsString(Gatehouse.COOKIE + "=")));
    }

    @Test
    void providersAreForAdministratorsToSetUp() {
        String own = gatehouse.signInForTokens(gatehouse.register(), "jwt").path("access_token");
        gatehouse
                .bearer(own)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "mine"))
                .post("/connect/providers")
                .then()
                .statusCode(org.hamcrest.Matchers.anyOf(equalTo(403), equalTo(400)));
        gatehouse.bearer(own).get("/connect/providers").then().statusCode(403);
    }
}
