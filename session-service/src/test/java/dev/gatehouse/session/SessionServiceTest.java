package dev.gatehouse.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.page.FormToken;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.common.session.CookieDigest;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionServiceTest {
    private final ServiceTokens tokens;
    private final RedisDataSource redis;

    @Inject
    SessionServiceTest(ServiceTokens tokens, RedisDataSource redis) {
        this.tokens = tokens;
        this.redis = redis;
    }

    @Test
    void opensAndFindsASession() {
        String cookie = open();
        lookup(cookie, "GET", null, null).body("outcome", equalTo("live")).body("username", equalTo("alice"));
        lookup("made-up", "GET", null, null).body("outcome", equalTo("none"));
        long ttl = redis.key().pttl("session:" + CookieDigest.of(cookie));
        assertTrue(ttl > 1_700_000 && ttl <= 1_800_000, "milliseconds left: " + ttl);
    }

    @Test
    void unsafeMethodsNeedTheTokenAndNoForeignOrigin() {
        String cookie = open();
        String csrf = lookup(cookie, "HEAD", null, null).extract().path("csrf_token");
        lookup(cookie, "POST", null, null).body("outcome", equalTo("csrf"));
        lookup(cookie, "POST", csrf + "x", null).body("outcome", equalTo("csrf"));
        lookup(cookie, "POST", csrf, "https://evil.example").body("outcome", equalTo("csrf"));
        lookup(cookie, "POST", csrf, "http://localhost:8080").body("outcome", equalTo("live"));
        lookup(cookie, "delete", csrf, null).body("outcome", equalTo("live"));
    }

    @Test
    void identityServiceIsToldOfAUsersSessionsWithoutTheirCookies() {
        UUID user = UUID.randomUUID();
        open(user);
        String cookie = open(user);
        open();
        String sid = lookup(cookie, "GET", null, null).extract().path("sid");
        String shown = internal()
                .get("/internal/sessions/of/" + user)
                .then()
                .statusCode(200)
                .body("sessions", hasSize(2))
                .body("sessions[0].sid", equalTo(sid))
                .body("sessions[0].amr", equalTo(List.of("pwd")))
                .extract()
                .asString();
        assertFalse(shown.contains(cookie), shown);
        internal().delete("/internal/sessions/of/" + user).then().statusCode(204);
        internal().get("/internal/sessions/of/" + user).then().body("sessions", hasSize(0));
    }

    @Test
    void showsTheCurrentSession() {
        String cookie = open();
        given().cookie("__Host-gatehouse", cookie)
                .get("/sessions/current")
                .then()
                .statusCode(200)
                .body("username", equalTo("alice"));
        given().cookie("__Host-gatehouse", cookie)
                .delete("/sessions/current")
                .then()
                .statusCode(403);
        given().get("/sessions/current").then().statusCode(401).contentType(startsWith("application/problem+json"));
    }

    @Test
    void refusesForeignPagesAndWhatItCannotRead() {
        String body = "{\"username\":\"a\",\"password\":\"b\"}";
        given().contentType("application/json")
                .header("Origin", "https://evil.example")
                .body(body)
                .post("/sessions")
                .then()
                .statusCode(403)
                .body("code", equalTo("csrf"));
        given().contentType("application/json")
                .body("{")
                .post("/sessions")
                .then()
                .statusCode(400);
        given().contentType("text/plain").body(body).post("/sessions").then().statusCode(415);
        given().contentType("application/json")
                .body("{}")
                .post("/internal/sessions")
                .then()
                .statusCode(401);
        given().header("Sec-Fetch-Site", "cross-site")
                .formParam("username", "a")
                .post("/login")
                .then()
                .statusCode(403);
    }

    @Test
    void theLoginPageIsStrictAndLeadsOnWhoIsSignedIn() {
        given().get("/login?return_to=//evil.example")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .body(containsString("value=\"/account\""));
        given().redirects()
                .follow(false)
                .cookie("__Host-gatehouse", open())
                .get("/login?return_to=/consents")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/consents"));
    }

    @Test
    void onlyPagesThatOfferPasskeysMayHaveTheirScript() {
        given().get("/login")
                .then()
                .header("Content-Security-Policy", containsString("; script-src 'self'; connect-src 'self'"));
        given().get("/logout")
                .then()
                .header("Content-Security-Policy", org.hamcrest.Matchers.not(containsString("script-src")));
    }

    @Test
    void aPasskeyIsForTheBrowserThatWasGivenTheChallengeAndForOurOwnPages() {
        String answer = "{\"id\":\"AAAA\",\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AAAA\","
                + "\"signature\":\"AAAA\",\"userHandle\":\"AAAA\"}}";
        for (String cookie : List.of("", "made-up", "x".repeat(64))) {
            given().contentType("application/json")
                    .cookie("__Host-gatehouse-passkey", cookie)
                    .body(answer)
                    .post("/sessions/passkey")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_credentials"));
        }
        given().contentType("application/json")
                .header(
                        "Cookie",
                        "__Host-gatehouse-passkey=" + Secrets.random() + "; __Host-gatehouse-passkey="
                                + Secrets.random())
                .body(answer)
                .post("/sessions/passkey")
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_credentials"));
        given().contentType("application/json")
                .header("Origin", "https://evil.example")
                .cookie("__Host-gatehouse-passkey", Secrets.random())
                .body(answer)
                .post("/sessions/passkey")
                .then()
                .statusCode(403)
                .body("code", equalTo("csrf"));
        given().header("Sec-Fetch-Site", "cross-site")
                .post("/sessions/passkey/options")
                .then()
                .statusCode(403);
        given().contentType("application/json")
                .body("{\"id\":\"" + "x".repeat(2000) + "\"}")
                .post("/sessions/passkey")
                .then()
                .statusCode(400);
    }

    @Test
    void aSignOutIsOnlyCalledDoneWhenTheTokensAreRevokedButTheSessionIsOverAtOnce() {
        String cookie = open();
        String csrf = lookup(cookie, "GET", null, null).extract().path("csrf_token");
        given().cookie("__Host-gatehouse", cookie)
                .formParam("csrf_token", "x" + csrf)
                .post("/logout")
                .then()
                .statusCode(403);
        lookup(cookie, "GET", null, null).body("outcome", equalTo("live"));
        // token-service is away.
        given().cookie("__Host-gatehouse", cookie)
                .formParam("csrf_token", csrf)
                .post("/logout")
                .then()
                .statusCode(503)
                .header("Set-Cookie", nullValue());
        lookup(cookie, "GET", null, null).body("outcome", equalTo("none"));
        given().cookie("__Host-gatehouse", cookie)
                .get("/sessions/current")
                .then()
                .statusCode(401);
    }

    @Test
    void whoComesBackIsGivenAnotherCookieOfTheSameSession() {
        UUID user = UUID.randomUUID();
        String first = open(user);
        String second = open(user, Map.of("cookie", first, "remember", true));
        String sid = lookup(second, "GET", null, null)
                .body("outcome", equalTo("live"))
                .extract()
                .path("sid");
        lookup(first, "GET", null, null).body("outcome", equalTo("none"));
        internal()
                .get("/internal/sessions/of/" + user)
                .then()
                .body("sessions.sid", equalTo(List.of(sid)))
                .body("sessions.remembered", equalTo(List.of(true)))
                .body("sessions.device", equalTo(List.of("Unknown device")));
    }

    @Test
    void escapesTheUsernameThatItKeeps() {
        Response page = given().get("/login");
        given().cookie(FormToken.COOKIE, page.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, page.htmlPath().getString("**.find { it.@name == 'form_token' }.@value"))
                .formParam("username", "\"><script>alert(1)</script>")
                .formParam("password", "")
                .post("/login")
                .then()
                .statusCode(401)
                .body(containsString("&lt;script&gt;"));
    }

    @Test
    void theSignInFormIsTakenFromThePageThatTheBrowserWasGiven() {
        Response page = given().get("/login?return_to=/consents");
        String token = page.htmlPath().getString("**.find { it.@name == 'form_token' }.@value");
        for (String cookie : List.of("", Secrets.random(), "x")) {
            given().cookie(FormToken.COOKIE, cookie)
                    .formParam(FormToken.FIELD, token)
                    .formParam("username", "ada")
                    .formParam("password", "whatever it is")
                    .formParam("return_to", "/consents")
                    .post("/login")
                    .then()
                    .statusCode(403)
                    .body(containsString("Please start again here"))
                    .body(containsString("value=\"/consents\""));
        }
        Response again = given().formParam("username", "ada").post("/login");
        again.then().statusCode(403);
        given().cookie(FormToken.COOKIE, again.cookie(FormToken.COOKIE))
                .formParam(FormToken.FIELD, again.htmlPath().getString("**.find { it.@name == 'form_token' }.@value"))
                .formParam("username", "ada")
                .post("/login")
                .then()
                .statusCode(401);
    }

    @Test
    void anotherSiteSignsNobodyOut() {
        for (String[] header : new String[][] {{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}}) {
            given().header(header[0], header[1])
                    .contentType("application/x-www-form-urlencoded")
                    .post("/logout")
                    .then()
                    .statusCode(403)
                    .header("Set-Cookie", nullValue());
        }
        given().contentType("application/x-www-form-urlencoded")
                .post("/logout")
                .then()
                .statusCode(200)
                .header("Set-Cookie", nullValue());
        given().cookie("__Host-gatehouse", "of-no-session")
                .contentType("application/x-www-form-urlencoded")
                .post("/logout")
                .then()
                .statusCode(200)
                .header("Set-Cookie", containsString("Max-Age=0"));
    }

    @Test
    void whoeverHasToProveMoreIsAskedAlthoughSignedIn() {
        String cookie = open();
        for (String demand : List.of("prompt=login", "max_age=0", "acr=phr&prompt=login")) {
            given().cookie("__Host-gatehouse", cookie)
                    .get("/login?return_to=/consents&" + demand)
                    .then()
                    .statusCode(200)
                    .body(containsString("id=\"password\""));
        }
        for (String demand : List.of("max_age=900", "acr=urn:gatehouse:acr:single", "acr=unknown")) {
            given().redirects()
                    .follow(false)
                    .cookie("__Host-gatehouse", cookie)
                    .get("/login?return_to=/consents&" + demand)
                    .then()
                    .statusCode(303);
        }
    }

    @Test
    void aPageIsInTheLanguageThatItsAddressAsksFor() {
        given().header("Sec-Fetch-Site", "same-origin")
                .get("/login?ui_locales=de")
                .then()
                .cookie("__Host-gatehouse-lang", "de")
                .body(containsString("<html lang=\"de\">"))
                .body(containsString("Zum Inhalt springen"));
        assertFalse(given().get("/login?ui_locales=de").cookies().containsKey("__Host-gatehouse-lang"));
        given().cookie("__Host-gatehouse-lang", "de").get("/login").then().body(containsString("<html lang=\"de\">"));
        given().header("Accept-Language", "de-AT")
                .get("/login?ui_locales=en")
                .then()
                .body(containsString("<html lang=\"en\">"));
    }

    private RequestSpecification internal() {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + tokens.tokenFor("session-service"));
    }

    private String open() {
        return open(UUID.randomUUID());
    }

    private String open(UUID subject) {
        return open(subject, Map.of());
    }

    private String open(UUID subject, Map<String, Object> more) {
        var user = Map.of(
                "outcome",
                "authenticated",
                "subject",
                subject.toString(),
                "username",
                "alice",
                "scope",
                "openid account",
                "amr",
                List.of("pwd"),
                "auth_time",
                Instant.now().toString());
        var order = new HashMap<String, Object>(more);
        order.put("user", user);
        String header = internal()
                .body(order)
                .post("/internal/sessions")
                .then()
                .statusCode(200)
                .body("set_cookie", containsString("; Path=/; Secure; HttpOnly; SameSite=Lax"))
                .extract()
                .path("set_cookie");
        return header.substring("__Host-gatehouse=".length(), header.indexOf(';'));
    }

    private ValidatableResponse lookup(
            String cookie, String method, @Nullable String csrfToken, @Nullable String origin) {
        var use = new HashMap<String, String>(Map.of("cookie", cookie, "method", method));
        if (csrfToken != null) {
            use.put("csrf_token", csrfToken);
        }
        if (origin != null) {
            use.put("origin", origin);
        }
        return internal().body(use).post("/internal/sessions/lookup").then().statusCode(200);
    }
}
