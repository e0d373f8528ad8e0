package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.options.Cookie;
import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** "Sign in with …": a second suite is the provider that people come from. */
class ConnectTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Gatehouse upstream = Gatehouse.upstream();
    private final String provider = "elsewhere-" + UUID.randomUUID().toString().substring(0, 8);

    private void trustTheUpstream() {
        OAuthClient us = upstream.confidentialClient(gatehouse.issuer() + "/connect/" + provider);
        Response made = gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        provider,
                        "display_name",
                        "Elsewhere",
                        "issuer",
                        upstream.issuer(),
                        "client_id",
                        us.id(),
                        "client_secret",
                        us.secret(),
                        "scope",
                        "openid profile email"))
                .post("/connect/providers");
        made.then().statusCode(201).body(not(containsString(us.secret())));
        given().spec(gatehouse.origin())
                .get("/connect")
                .then()
                .statusCode(200)
                .body("providers.name", hasItem(provider));
    }

    @Test
    void someoneWithAnAccountElsewhereSignsInAndComesBackAsTheSameUser() {
        trustTheUpstream();
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
            first = subject(browser);
            // The session is opened from service to service, and is still the browser's.
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, cookie(browser))
                    .get("/sessions")
                    .then()
                    .statusCode(200)
                    .body("sessions[0].user_agent", containsString("Chrome"))
                    .body("sessions[0].address", oneOf("127.0.0.1", "0:0:0:0:0:0:0:1"));
            assertNotEquals(bob.id(), first, "an account of their own here");
        }
        try (var browser = Chromium.open()) {
            browser.page().navigate(gatehouse.issuer() + "/login?return_to=/users/me");
            // Other tests have set up providers of the same display name.
            browser.page().click("a[href^='/connect/" + provider + "?']");
            // Both sign-in pages have the same fields.
            browser.arrivesAt(upstream.issuer());
            browser.signIn(bob);
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertEquals(first, subject(browser));
        }
    }

    private String cookie(Chromium browser) {
        List<Cookie> cookies = browser.page().context().cookies(gatehouse.issuer());
        return cookies.stream()
                .filter(cookie -> cookie.name.equals(Gatehouse.COOKIE))
                .findFirst()
                .orElseThrow()
                .value;
    }

    private String subject(Chromium browser) {
        return given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie(browser))
                .get("/sessions/current")
                .then()
                .statusCode(200)
                .extract()
                .path("subject");
    }

    @Test
    void whoDeniesElsewhereIsNotSignedInHere() {
        trustTheUpstream();
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
    void whoIsSignedInLinksAnAccountElsewhereAndCanThenComeInByIt() {
        trustTheUpstream();
        Person ada = gatehouse.register();
        Person bob = upstream.register();
        try (var browser = Chromium.open()) {
            signInHere(browser, ada);
            startLinking(browser, "/users/me");
            browser.arrivesAt(upstream.issuer());
            browser.signIn(bob);
            browser.decide("allow");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertEquals(ada.id(), subject(browser));
        }
        gatehouse
                .bearer(token(ada))
                .get("/account/identities")
                .then()
                .statusCode(200)
                .body("identities.size()", equalTo(1))
                .body("identities[0].provider", equalTo(provider))
                .body("identities[0].subject", equalTo(bob.id()));
        try (var browser = Chromium.open()) {
            browser.page().navigate(gatehouse.issuer() + "/connect/" + provider + "?return_to=/users/me");
            browser.signIn(bob);
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertEquals(ada.id(), subject(browser));
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, cookie(browser))
                    .get("/sessions/current")
                    .then()
                    .body("amr", hasItem("fed"))
                    .body("acr", equalTo("urn:gatehouse:acr:single"));
        }
        String id = gatehouse.bearer(token(ada)).get("/account/identities").path("identities[0].id");
        gatehouse.bearer(token(ada)).delete("/account/identities/" + id).then().statusCode(204);
        gatehouse.bearer(token(ada)).delete("/account/identities/" + id).then().statusCode(404);
    }

    @Test
    void anAccountThatSignsSomeoneElseInIsNotLinked() {
        trustTheUpstream();
        Person ada = gatehouse.register();
        Person bob = upstream.register();
        String first;
        try (var browser = Chromium.open()) {
            browser.page().navigate(gatehouse.issuer() + "/connect/" + provider + "?return_to=/users/me");
            browser.signIn(bob);
            browser.decide("allow");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            first = subject(browser);
            String only = given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, cookie(browser))
                    .get("/account/identities")
                    .path("identities[0].id");
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, cookie(browser))
                    .header("X-CSRF-Token", csrf(browser))
                    .delete("/account/identities/" + only)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("last_way_in"));
        }
        try (var browser = Chromium.open()) {
            signInHere(browser, ada);
            startLinking(browser, "/users/me");
            browser.arrivesAt(upstream.issuer());
            browser.signIn(bob);
            browser.page().waitForURL(url -> url.startsWith(gatehouse.issuer()));
            assertTrue(
                    browser.page().content().contains("someone else"),
                    browser.page().content());
            assertEquals(ada.id(), subject(browser));
            assertNotEquals(first, subject(browser));
        }
        gatehouse.bearer(token(ada)).get("/account/identities").then().body("identities.size()", equalTo(0));
    }

    @Test
    void anotherSiteCannotStartLinkingNorAProgram() {
        trustTheUpstream();
        Person ada = gatehouse.register();
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, gatehouse.signInForCookie(ada).cookie(Gatehouse.COOKIE))
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post("/connect/" + provider + "/links")
                .then()
                .statusCode(403)
                .body("code", equalTo("csrf"));
        gatehouse
                .bearer(token(ada))
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post("/connect/" + provider + "/links")
                .then()
                .statusCode(403)
                .body("code", equalTo("session_required"));
    }

    @Test
    void whoHasSignedOutOnTheWayLinksNothing() {
        trustTheUpstream();
        Person ada = gatehouse.register();
        Person eve = gatehouse.register();
        Person bob = upstream.register();
        try (var browser = Chromium.open()) {
            signInHere(browser, ada);
            startLinking(browser, "/users/me");
            browser.arrivesAt(upstream.issuer());
            String there = browser.page().url();
            browser.page()
                    .context()
                    .clearCookies(new com.microsoft.playwright.BrowserContext.ClearCookiesOptions()
                            .setName(Gatehouse.COOKIE)
                            .setDomain("localhost"));
            signInHere(browser, eve);
            browser.page().navigate(there);
            browser.signIn(bob);
            browser.decide("allow");
            browser.page().waitForURL(url -> url.startsWith(gatehouse.issuer()));
            assertTrue(
                    browser.page().content().contains("not signed in any more"),
                    browser.page().content());
        }
        for (Person each : List.of(ada, eve)) {
            gatehouse.bearer(token(each)).get("/account/identities").then().body("identities.size()", equalTo(0));
        }
    }

    private void signInHere(Chromium browser, Person person) {
        browser.page().navigate(gatehouse.issuer() + "/login?return_to=/users/me");
        browser.signIn(person);
        browser.arrivesAt(gatehouse.issuer() + "/users/me");
    }

    /** As a page of our own would: it knows the CSRF token, and goes where the answer says. */
    private void startLinking(Chromium browser, String returnTo) {
        String csrf = csrf(browser);
        Object location = browser.page()
                .evaluate(
                        "([provider, csrf, back]) => fetch('/connect/' + provider + '/links', {method: 'POST',"
                                + " headers: {'X-CSRF-Token': csrf, 'Content-Type': 'application/json'},"
                                + " body: JSON.stringify({return_to: back})})"
                                + ".then(answer => answer.json()).then(started => started.location)",
                        List.of(provider, csrf, returnTo));
        browser.page().navigate(gatehouse.issuer() + location);
    }

    private String csrf(Chromium browser) {
        return given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie(browser))
                .get("/sessions/current")
                .path("csrf_token");
    }

    private String token(Person person) {
        return gatehouse.signInForTokens(person, "jwt").path("access_token");
    }

    @Test
    void anUnknownProviderIsNotFound() {
        given().spec(gatehouse.origin()).get("/connect/nobody-knows").then().statusCode(404);
    }

    @Test
    void anAnswerThatNobodyAskedForSignsNobodyIn() {
        trustTheUpstream();
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
