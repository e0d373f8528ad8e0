package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.CookieSession;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Session cookies, and what keeps other sites from using them. */
class CookieTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();
    private final CookieSession session = CookieSession.of(gatehouse, alice);

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        session.signedIn().then().statusCode(201);
        List<String> cookies = session.signedIn().headers().getValues("Set-Cookie");
        assertTrue(cookies.getFirst().startsWith("__Host-gatehouse="), cookies::toString);
        for (String cookie : cookies) {
            List<String> attributes = List.of(cookie.split("; "));
            assertTrue(attributes.containsAll(List.of("Secure", "HttpOnly", "SameSite=Lax", "Path=/")), cookie);
            assertFalse(cookie.contains("Domain"), cookie);
        }
    }

    @Test
    void theSessionIsTheSignedInUsersOwn() {
        session.call()
                .get("/sessions/current")
                .then()
                .statusCode(200)
                .body("username", equalTo(alice.username()))
                .body("subject", equalTo(alice.id()));
        session.call().get("/users/me").then().statusCode(200).body("username", equalTo(alice.username()));
        session.call()
                .get("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Method", "session")
                .header("X-Auth-Session", equalTo(session.signedIn().path("id")));
    }

    @Test
    void aCallThatChangesStateNeedsTheCsrfToken() {
        Map<String, String> key = Map.of("name", "my key", "scope", "profile");
        session.call()
                .contentType(ContentType.JSON)
                .body(key)
                .post("/tokens/keys")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("csrf"));
        session.call()
                .contentType(ContentType.JSON)
                .header("X-CSRF-Token", session.csrfToken())
                .header("Origin", "https://elsewhere.example")
                .body(key)
                .post("/tokens/keys")
                .then()
                .statusCode(403);
        session.call()
                .contentType(ContentType.JSON)
                .header("X-CSRF-Token", session.csrfToken())
                .body(key)
                .post("/tokens/keys")
                .then()
                .statusCode(201);
    }

    @Test
    void signingOutNeedsTheCsrfTokenAndEndsTheSession() {
        session.call().get("/verify").then().statusCode(200);
        session.call().delete("/sessions/current").then().statusCode(403);
        String csrf = session.csrfToken();
        session.call()
                .header("X-CSRF-Token", csrf)
                .delete("/sessions/current")
                .then()
                .statusCode(204);
        session.call().get("/sessions/current").then().statusCode(401);
        session.call().get("/users/me").then().statusCode(401);
        session.call().get("/verify").then().statusCode(401);
    }

    @Test
    void signingInAgainGivesTheSessionAnotherCookieAndTheOldOneIsWorthNothing() {
        session.call().get("/verify").then().statusCode(200);
        Response again = session.call()
                .contentType(ContentType.JSON)
                .body(Map.of("username", alice.username(), "password", alice.password()))
                .post("/sessions");
        again.then().statusCode(201);
        assertNotEquals(session.cookie(), again.cookie(Gatehouse.COOKIE));
        session.call().get("/sessions/current").then().statusCode(401);
        session.call().get("/verify").then().statusCode(401);
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, again.cookie(Gatehouse.COOKIE))
                .get("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Session", equalTo(session.signedIn().path("id")));
    }

    @Test
    void whoeverSignsInAtTheSameBrowserEndsTheSessionOfWhoWasThereBefore() {
        session.call().get("/verify").then().statusCode(200);
        Person bob = gatehouse.register();
        session.call()
                .contentType(ContentType.JSON)
                .body(Map.of("username", bob.username(), "password", bob.password()))
                .post("/sessions")
                .then()
                .statusCode(201);
        session.call().get("/sessions/current").then().statusCode(401);
        session.call().get("/verify").then().statusCode(401);
    }

    @Test
    void whoAsksToBeRememberedHasACookieThatOutlivesTheBrowser() {
        Response remembered = given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("username", alice.username(), "password", alice.password(), "remember", true))
                .post("/sessions");
        remembered.then().statusCode(201);
        assertEquals(2_592_000, remembered.detailedCookie(Gatehouse.COOKIE).getMaxAge());
        assertEquals(-1, session.signedIn().detailedCookie(Gatehouse.COOKIE).getMaxAge());
    }

    @Test
    void aBrowserForgetsTheSessionThatEndsWithItsPassword() {
        Map<String, String> change = Map.of("current_password", alice.password(), "password", "another-four-candles");
        session.call()
                .header("X-CSRF-Token", session.csrfToken())
                .contentType(ContentType.JSON)
                .body(change)
                .put("/account/password")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("__Host-gatehouse=; Path=/"))
                .header("Set-Cookie", containsString("Max-Age=0"));
        session.call().get("/sessions/current").then().statusCode(401);
    }

    @Test
    void aBrowserForgetsTheSessionOfAnAccountThatIsDeleted() {
        String csrf = session.csrfToken();
        session.call()
                .header("X-CSRF-Token", csrf)
                .header("If-Match", "\"none\"")
                .delete("/users/me")
                .then()
                .statusCode(412)
                .header("Set-Cookie", nullValue());
        session.call()
                .header("X-CSRF-Token", csrf)
                .delete("/users/me")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("Max-Age=0"));
    }

    @Test
    void aMadeUpCookieIsNobody() {
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, "x".repeat(43))
                .get("/verify")
                .then()
                .statusCode(401);
    }

    @Test
    void aDisabledUsersSessionIsWorthNothing() {
        session.call().get("/verify").then().statusCode(200);
        gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("disabled", true))
                .patch("/users/" + alice.id())
                .then()
                .statusCode(200);
        session.call().get("/verify").then().statusCode(401);
        session.call().get("/users/me").then().statusCode(401);
        session.call().get("/sessions/current").then().statusCode(401);
        gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("disabled", false))
                .patch("/users/" + alice.id())
                .then()
                .statusCode(200);
        session.call().get("/sessions/current").then().statusCode(401);
        session.call().get("/verify").then().statusCode(401);
    }
}
