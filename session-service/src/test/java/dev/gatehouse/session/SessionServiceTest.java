package dev.gatehouse.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.common.session.CookieDigest;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionServiceTest {
    private final Peers peers;
    private final RedisDataSource redis;

    @Inject
    SessionServiceTest(Peers peers, RedisDataSource redis) {
        this.peers = peers;
        this.redis = redis;
    }

    @Test
    void opensAndFindsASession() {
        String cookie = peers.open();
        peers.lookup(cookie, "GET", null, null).body("outcome", equalTo("live")).body("username", equalTo("alice"));
        peers.lookup("made-up", "GET", null, null).body("outcome", equalTo("none"));
        long ttl = redis.key().pttl("session:" + CookieDigest.of(cookie));
        assertTrue(ttl > 1_700_000 && ttl <= 1_800_000, "milliseconds left: " + ttl);
    }

    @Test
    void unsafeMethodsNeedTheTokenAndNoForeignOrigin() {
        String cookie = peers.open();
        String csrf = peers.lookup(cookie, "HEAD", null, null).extract().path("csrf_token");
        peers.lookup(cookie, "POST", null, null).body("outcome", equalTo("csrf"));
        peers.lookup(cookie, "POST", csrf + "x", null).body("outcome", equalTo("csrf"));
        peers.lookup(cookie, "POST", csrf, "https://evil.example").body("outcome", equalTo("csrf"));
        peers.lookup(cookie, "POST", csrf, "http://localhost:8080").body("outcome", equalTo("live"));
        peers.lookup(cookie, "delete", csrf, null).body("outcome", equalTo("live"));
    }

    @Test
    void identityServiceIsToldOfAUsersSessionsWithoutTheirCookies() {
        UUID user = UUID.randomUUID();
        peers.open(user);
        String cookie = peers.open(user);
        peers.open();
        String sid = peers.lookup(cookie, "GET", null, null).extract().path("sid");
        String shown = peers.internal()
                .get("/internal/sessions/of/" + user)
                .then()
                .statusCode(200)
                .body("sessions", hasSize(2))
                .body("sessions[0].sid", equalTo(sid))
                .body("sessions[0].amr", equalTo(List.of("pwd")))
                .extract()
                .asString();
        assertFalse(shown.contains(cookie), shown);
        peers.internal().delete("/internal/sessions/of/" + user).then().statusCode(204);
        peers.internal().get("/internal/sessions/of/" + user).then().body("sessions", hasSize(0));
    }

    @Test
    void showsTheCurrentSession() {
        String cookie = peers.open();
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
    void whoComesBackIsGivenAnotherCookieOfTheSameSession() {
        UUID user = UUID.randomUUID();
        String first = peers.open(user);
        String second = peers.open(user, Map.of("cookie", first, "remember", true));
        String sid = peers.lookup(second, "GET", null, null)
                .body("outcome", equalTo("live"))
                .extract()
                .path("sid");
        peers.lookup(first, "GET", null, null).body("outcome", equalTo("none"));
        peers.internal()
                .get("/internal/sessions/of/" + user)
                .then()
                .body("sessions.sid", equalTo(List.of(sid)))
                .body("sessions.remembered", equalTo(List.of(true)))
                .body("sessions.device", equalTo(List.of("Unknown device")));
    }
}
