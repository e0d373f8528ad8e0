package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Chromium;
import dev.gatehouse.suite.setup.Elsewhere;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Glance;
import dev.gatehouse.suite.setup.Language;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accounts at a provider that a user of here links and unlinks. */
class LinkingTest {
    private final Elsewhere elsewhere = Elsewhere.trusted();
    private final Gatehouse gatehouse = elsewhere.gatehouse();
    private final Gatehouse upstream = elsewhere.upstream();
    private final String provider = elsewhere.provider();

    @Test
    void whoIsSignedInLinksAnAccountElsewhereAndCanThenComeInByIt() {
        Person ada = gatehouse.register();
        Person bob = upstream.register();
        try (var browser = Chromium.open()) {
            signInHere(browser, ada);
            startLinking(browser, "/users/me");
            browser.arrivesAt(upstream.issuer());
            browser.signIn(bob);
            browser.decide("allow");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            assertEquals(ada.id(), elsewhere.subject(browser));
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
            assertEquals(ada.id(), elsewhere.subject(browser));
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, elsewhere.cookie(browser))
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
    void theAccountsPageOffersWhatIsNotLinkedAndShowsWhatIs() {
        Person ada = gatehouse.register();
        Person bob = upstream.register();
        String offer = "form[action='/connect/" + provider + "/links'] button";
        try (var browser = Chromium.open()) {
            signInHere(browser, ada);
            // The page knows of a new provider after a while.
            Until.holds("it is offered", () -> {
                browser.page().navigate(gatehouse.issuer() + "/account/security");
                return browser.page().isVisible(offer);
            });
            browser.page().click(offer);
            browser.arrivesAt(upstream.issuer());
            browser.signIn(bob);
            browser.decide("allow");
            browser.arrivesAt(gatehouse.issuer() + "/account/security");
            assertTrue(
                    browser.page().content().contains("The account there signs you in here from now on."),
                    browser.page().content());
            assertFalse(browser.page().isVisible(offer));
            gatehouse
                    .bearer(token(ada))
                    .get("/account/identities")
                    .then()
                    .body("identities.provider", contains(provider));
        }
    }

    @Test
    void theFormNeedsThePagesTokenAndASessionAndAKnownProvider() {
        Person ada = gatehouse.register();
        String cookie = gatehouse.signInForCookie(ada).cookie(Gatehouse.COOKIE);
        String csrf = given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, cookie)
                .get("/sessions/current")
                .path("csrf_token");
        press(provider, cookie, "").then().statusCode(403);
        press(provider, "none", csrf)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?return_to=%2Faccount%2Fsecurity"));
        press("no-such-provider", cookie, csrf).then().statusCode(404);
        press(provider, cookie, csrf)
                .then()
                .statusCode(303)
                .header("Location", startsWith("/connect/" + provider + "?link="));
    }

    private Response press(String name, String cookie, String csrf) {
        return given().spec(gatehouse.origin())
                .redirects()
                .follow(false)
                .cookie(Gatehouse.COOKIE, cookie)
                .formParam("csrf_token", csrf)
                .formParam("return_to", "/account/security")
                .post("/connect/" + name + "/links");
    }

    @Test
    void anAccountThatSignsSomeoneElseInIsNotLinked() {
        Person ada = gatehouse.register();
        Person bob = upstream.register();
        String first;
        try (var browser = Chromium.open()) {
            browser.page().navigate(gatehouse.issuer() + "/connect/" + provider + "?return_to=/users/me");
            browser.signIn(bob);
            browser.decide("allow");
            browser.arrivesAt(gatehouse.issuer() + "/users/me");
            first = elsewhere.subject(browser);
            String only = given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, elsewhere.cookie(browser))
                    .get("/account/identities")
                    .path("identities[0].id");
            given().spec(gatehouse.origin())
                    .cookie(Gatehouse.COOKIE, elsewhere.cookie(browser))
                    .header("X-CSRF-Token", csrf(browser))
                    .delete("/account/identities/" + only)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("last_way_in"));
        }
        for (Language language : Language.values()) {
            try (var browser = Chromium.open(language)) {
                signInHere(browser, ada);
                startLinking(browser, "/users/me");
                browser.arrivesAt(upstream.issuer());
                browser.signIn(bob);
                browser.page().waitForURL(url -> url.startsWith(gatehouse.issuer()));
                assertTrue(
                        language != Language.EN || browser.page().content().contains("someone else"),
                        browser.page().content());
                new Glance(browser.page(), language).at("linking-of-somebody-elses");
                assertEquals(ada.id(), elsewhere.subject(browser));
                assertNotEquals(first, elsewhere.subject(browser));
                browser.page().navigate(gatehouse.issuer() + "/connect/" + provider + "?link=made-up");
                new Glance(browser.page(), language).at("linking-unknown");
            }
        }
        gatehouse.bearer(token(ada)).get("/account/identities").then().body("identities.size()", equalTo(0));
    }

    @Test
    void anotherSiteCannotStartLinkingNorAProgram() {
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
                .cookie(Gatehouse.COOKIE, elsewhere.cookie(browser))
                .get("/sessions/current")
                .path("csrf_token");
    }

    private String token(Person person) {
        return gatehouse.signInForTokens(person, "jwt").path("access_token");
    }
}
