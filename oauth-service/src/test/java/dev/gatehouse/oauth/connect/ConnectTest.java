package dev.gatehouse.oauth.connect;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.oauth.provider.ProviderStore;
import dev.gatehouse.oauth.provider.Registrations;
import dev.gatehouse.oauth.provider.UpstreamProvider;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConnectTest {
    private final ProviderStore providers;
    private final LinkIntentions intentions;
    private final RedisDataSource redis;

    @Inject
    ConnectTest(ProviderStore providers, LinkIntentions intentions, RedisDataSource redis) {
        this.providers = providers;
        this.intentions = intentions;
        this.redis = redis;
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
                assertTrue(
                        cookie.getPath().equals(cookie.getName().startsWith("__Host-") ? "/" : "/connect"),
                        cookie.toString());
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
            denied(connect(name, new Cookies(), "code=c&state=" + state(connect(name, new Cookies(), ""))));
            Response there = connect(name, new Cookies(), "");
            denied(connect(name, there.detailedCookies(), "code=c&state=other"));
            denied(connect(name, there.detailedCookies(), "error=access_denied&state=" + state(there)));
            Response again = connect(name, new Cookies(), "");
            upstream.agree("another nonce");
            denied(connect(name, again.detailedCookies(), "code=c&state=" + state(again)));
            assertNotNull(upstream.tokenRequest().get("code"));
        }
    }

    /** Their visitors would go on as whom the provider knows, in place of who they are here. */
    @Test
    void anotherSiteSendsNobodyThere() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            String name = register(upstream.issuer());
            for (String site : new String[] {"cross-site", "same-site"}) {
                given().redirects()
                        .follow(false)
                        .header("Sec-Fetch-Site", site)
                        .get("/connect/" + name + "?return_to=/account/devices")
                        .then()
                        .statusCode(303)
                        .header("Location", endsWith("/login?return_to=%2Faccount%2Fdevices"));
            }
        }
    }

    /** Whoever sets out again and again, and never comes back, leaves nothing behind here. */
    @Test
    void whoSetsOutStoresNothing() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            String name = register(upstream.issuer());
            List<String> before = keys();
            for (int i = 0; i < 3; i++) {
                connect(name, new Cookies(), "return_to=/" + "x".repeat(1000))
                        .then()
                        .statusCode(302);
            }
            assertTrue(before.containsAll(keys()));
        }
    }

    private List<String> keys() {
        return redis.key(String.class).keys("oauth:*");
    }

    /** The browser's cookie goes with the answer; a copy of it finds quarkus-oidc's gone. */
    @Test
    void aWayIsEndedOnce() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            String name = register(upstream.issuer());
            Response there = connect(name, new Cookies(), "");
            String query = "code=c&state=" + state(there);
            upstream.agree("another nonce");
            Response first = connect(name, there.detailedCookies(), query);
            denied(first);
            var copied = new ArrayList<Cookie>();
            for (Cookie cookie : there.detailedCookies()) {
                boolean cleared = first.detailedCookie(cookie.getName()) != null;
                assertEquals(!cookie.getName().equals(FormToken.COOKIE), cleared, cookie.getName());
                if (cookie.getName().startsWith("__Host-")) {
                    copied.add(cookie);
                }
            }
            assertEquals(2, copied.size());
            denied(connect(name, new Cookies(copied), query));
        }
    }

    private static @Nullable String state(Response there) {
        String location = there.header("Location");
        return FormParameters.parse(location.substring(location.indexOf('?') + 1))
                .get("state");
    }

    /**
     * A page of a neighbouring domain, or one that somebody on the way gave, can set cookies here, but none whose name begins
     * with {@code __Host-}: what it began at the provider as itself does not sign its visitors in.
     */
    @Test
    void whatAnotherBrowserBeganSignsNobodyIn() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            String name = register(upstream.issuer());
            Response there = connect(name, new Cookies(), "");
            String location = there.header("Location");
            var asked = FormParameters.parse(location.substring(location.indexOf('?') + 1));
            upstream.agree(String.valueOf(asked.get("nonce")));
            String back = "code=c&state=" + asked.get("state");
            var tossed = new ArrayList<Cookie>();
            for (Cookie cookie : there.detailedCookies()) {
                if (!cookie.getName().startsWith("__Host-")) {
                    tossed.add(cookie);
                }
            }
            assertFalse(tossed.isEmpty());
            denied(connect(name, new Cookies(tossed), back));
            Response own = connect(name, new Cookies(), "");
            for (Cookie cookie : own.detailedCookies()) {
                if (cookie.getName().startsWith("__Host-")) {
                    tossed.add(cookie);
                }
            }
            denied(connect(name, new Cookies(tossed), back));
            assertNull(upstream.tokenRequest().get("code"), "the code was used");
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
        }
    }

    /** Not by what else the browser brings along: that may be from elsewhere, or forgotten on the way. */
    @Test
    void aWayEndsAsItWasBegun() throws IOException, JOSEException {
        try (var upstream = new TinyProvider()) {
            String name = register(upstream.issuer());
            String id = intentions.keep(new LinkIntention(name, UUID.randomUUID(), "sid", "/consents"));
            Response toLink = connect(name, link(id), "link=" + id);
            back(upstream, name, toLink, toLink.detailedCookies())
                    .then()
                    .statusCode(403)
                    .body(containsString("not signed in any more"));
            Response toSignIn = connect(name, new Cookies(), "");
            var more = new ArrayList<Cookie>(toSignIn.detailedCookies().asList());
            more.add(new Cookie.Builder(LinkIntentions.COOKIE, id).build());
            // It went on to identity-service, which is away.
            back(upstream, name, toSignIn, new Cookies(more)).then().statusCode(503);
        }
    }

    /** The user agreed, and the browser comes back with these cookies. */
    private static Response back(TinyProvider upstream, String name, Response there, Cookies cookies) {
        String location = there.header("Location");
        upstream.agree(String.valueOf(FormParameters.parse(location.substring(location.indexOf('?') + 1))
                .get("nonce")));
        return connect(name, cookies, "code=c&state=" + state(there));
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

    private String register(String issuer) {
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        UpstreamProvider provider = Registrations.openId(name, issuer);
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
