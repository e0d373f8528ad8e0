package dev.gatehouse.oauth.connect;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.scope.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ConnectTest {
    private final ProviderStore providers;
    private final LinkIntentions intentions;

    @Inject
    ConnectTest(ProviderStore providers, LinkIntentions intentions) {
        this.providers = providers;
        this.intentions = intentions;
    }

    @Test
    void goesToTheProviderAndBack() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            String name = register(upstream.issuer());
            given().get("/connect").then().statusCode(200).body("providers.name", hasItem(name));
            Response there = connect(name, new Cookies(), "return_to=/consents");
            assertEquals(302, there.statusCode());
            String location = there.header("Location");
            assertTrue(location.startsWith(upstream.issuer() + "/authorize?"), location);
            var asked = FormParameters.parse(location.substring(location.indexOf('?') + 1));
            assertEquals("http://localhost:8080/connect/" + name, asked.get("redirect_uri"));
            assertEquals("S256", asked.get("code_challenge_method"));
            assertEquals("openid email", asked.get("scope"));
            for (Cookie cookie : there.detailedCookies()) {
                assertTrue(cookie.isSecured() && cookie.isHttpOnly(), cookie.toString());
                assertTrue(cookie.getPath().startsWith("/connect"), cookie.toString());
            }

            upstream.agree(String.valueOf(asked.get("nonce")));
            String back = "code=c&state=" + asked.get("state");
            // Only identity-service knows whose session it is to be; that it is asked shows that the token was good.
            connect(name, there.detailedCookies(), back)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("2"))
                    .header("Set-Cookie", not(containsString("q_session_" + name + "-")));
            assertNotNull(upstream.tokenRequest().get("code_verifier"));
            assertEquals(
                    "http://localhost:8080/connect/" + name,
                    upstream.tokenRequest().get("redirect_uri"));
        }
    }

    @Test
    void whatDoesNotFitThisBrowserIsDenied() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            String name = register(upstream.issuer());
            Response there = connect(name, new Cookies(), "");
            String location = there.header("Location");
            String state = FormParameters.parse(location.substring(location.indexOf('?') + 1))
                    .get("state");
            denied(connect(name, new Cookies(), "code=c&state=" + state));
            denied(connect(name, there.detailedCookies(), "code=c&state=other"));
            denied(connect(name, there.detailedCookies(), "error=access_denied&state=" + state));
            upstream.agree("another nonce");
            denied(connect(name, there.detailedCookies(), "code=c&state=" + state));
        }
    }

    @Test
    void nobodyGoesToLinkWhoHasNotSaidSoBefore() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            String name = register(upstream.issuer());
            String id = intentions.keep(new LinkIntention(name, UUID.randomUUID(), "sid", "/consents"));
            String other = intentions.keep(new LinkIntention("other", UUID.randomUUID(), "sid", "/consents"));
            denied(connect(name, new Cookies(), "link=" + id));
            denied(connect(name, link("made-up"), "link=" + id));
            denied(connect(name, link("made-up"), "link=made-up"));
            denied(connect(name, link(other), "link=" + other));
            assertEquals(302, connect(name, link(id), "link=" + id).statusCode());
            // One that was forgotten on the way goes when the user signs in.
            connect(name, link(id), "").then().statusCode(302).cookie(LinkIntentions.COOKIE, equalTo(""));
        }
    }

    @Test
    void anIntentionIsCarriedOutOnce() {
        String id = intentions.keep(new LinkIntention("p", UUID.randomUUID(), "sid", "/consents"));
        assertTrue(intentions.take("p", id).isPresent());
        assertTrue(intentions.take("p", id).isEmpty());
        assertTrue(intentions.take("p", null).isEmpty());
    }

    @Test
    void linkingStartsWithACallerWhoIsKnown() {
        given().contentType("application/json")
                .body("{}")
                .post("/connect/p/links")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"));
    }

    private static Cookies link(String id) {
        return new Cookies(new Cookie.Builder(LinkIntentions.COOKIE, id).build());
    }

    @Test
    void aProviderThatIsAwayIsNoErrorOfOurs() throws IOException, JOSEException {
        String issuer;
        try (var upstream = new TinyProvider()) {
            issuer = upstream.issuer();
        }
        connect(register(issuer), new Cookies(), "").then().statusCode(502).contentType(startsWith("text/html"));
        connect("nobody", new Cookies(), "").then().statusCode(404);
        connect("NO%00", new Cookies(), "").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "https://accounts.example, true",
        "http://localhost:8099, true",
        "http://accounts.example, false",
        "https://a@accounts.example, false",
        "https://accounts.example?x=1, false",
        "accounts.example, false"
    })
    void issuers(String issuer, boolean good) {
        assertEquals(good, ProviderRules.objectionToIssuer(issuer).isEmpty());
    }

    @Test
    void namesAndClaims() {
        assertFalse(ProviderRules.plausibleName("providers"));
        assertFalse(ProviderRules.plausibleName("A b"));
        var claims =
                Map.<String, Object>of("sub", "s", "email", "a@b", "email_verified", "true", "name", "x".repeat(201));
        var who = IdTokenClaims.identity("p", claims::get).orElseThrow();
        assertEquals("a@b", who.email());
        assertTrue(who.emailVerified());
        assertEquals(null, who.name());
        assertTrue(IdTokenClaims.identity("p", Map.<String, Object>of()::get).isEmpty());
    }

    private String register(String issuer) {
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        var provider = new UpstreamProvider(
                name,
                UUID.randomUUID(),
                "A provider",
                issuer,
                "gatehouse",
                "secret",
                Scope.of("openid", "email"),
                Instant.now());
        assertTrue(providers.insert(provider));
        assertFalse(providers.insert(provider));
        return name;
    }

    private static Response connect(String name, Cookies cookies, String query) {
        var request = given().redirects().follow(false).urlEncodingEnabled(false);
        // By hand: the cookies are Secure, and the test speaks http.
        for (Cookie cookie : cookies) {
            request.cookie(cookie.getName(), cookie.getValue());
        }
        return request.get("/connect/" + name + (query.isEmpty() ? "" : "?" + query));
    }

    private static void denied(Response response) {
        response.then().statusCode(400).contentType(startsWith("text/html"));
    }
}
