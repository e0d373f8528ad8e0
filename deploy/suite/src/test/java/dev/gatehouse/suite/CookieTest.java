package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Session cookies, and what keeps other sites from using them. */
class CookieTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();
    private final Response signedIn = gatehouse.signInForCookie(alice);
    private final String cookie = signedIn.cookie(Gatehouse.COOKIE);

    private RequestSpecification withCookie() {
        return given().spec(gatehouse.origin()).cookie(Gatehouse.COOKIE, cookie);
    }

    private String csrfToken() {
        return withCookie().get("/sessions/current").path("csrf_token");
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        signedIn.then().statusCode(201);
        List<String> cookies = signedIn.headers().getValues("Set-Cookie");
        assertTrue(cookies.getFirst().startsWith("__Host-gatehouse="), cookies::toString);
        for (String cookie : cookies) {
            List<String> attributes = List.of(cookie.split("; "));
            assertTrue(attributes.containsAll(List.of("Secure", "HttpOnly", "SameSite=Lax", "Path=/")), cookie);
            assertFalse(cookie.contains("Domain"), cookie);
        }
    }

    @Test
    void theSessionIsTheSignedInUsersOwn() {
        withCookie()
                .get("/sessions/current")
                .then()
                .statusCode(200)
                .body("username", equalTo(alice.username()))
                .body("subject", equalTo(alice.id()));
        withCookie().get("/users/me").then().statusCode(200).body("username", equalTo(alice.username()));
        withCookie()
                .get("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Method", "session")
                .header("X-Auth-Session", equalTo(signedIn.path("id")));
    }

    @Test
    void aCallThatChangesStateNeedsTheCsrfToken() {
        Map<String, String> key = Map.of("name", "my key", "scope", "profile");
        withCookie()
                .contentType(ContentType.JSON)
                .body(key)
                .post("/tokens/keys")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("csrf"));
        withCookie()
                .contentType(ContentType.JSON)
                .header("X-CSRF-Token", csrfToken())
                .header("Origin", "https://elsewhere.example")
                .body(key)
                .post("/tokens/keys")
                .then()
                .statusCode(403);
        withCookie()
                .contentType(ContentType.JSON)
                .header("X-CSRF-Token", csrfToken())
                .body(key)
                .post("/tokens/keys")
                .then()
                .statusCode(201);
    }

    @Test
    void signingOutNeedsTheCsrfTokenAndEndsTheSession() {
        withCookie().get("/verify").then().statusCode(200);
        withCookie().delete("/sessions/current").then().statusCode(403);
        String csrf = csrfToken();
        withCookie()
                .header("X-CSRF-Token", csrf)
                .delete("/sessions/current")
                .then()
                .statusCode(204);
        withCookie().get("/sessions/current").then().statusCode(401);
        withCookie().get("/users/me").then().statusCode(401);
        withCookie().get("/verify").then().statusCode(401);
    }

    @Test
    void signingInAgainGivesTheSessionAnotherCookieAndTheOldOneIsWorthNothing() {
        withCookie().get("/verify").then().statusCode(200);
        Response again = withCookie()
                .contentType(ContentType.JSON)
                .body(Map.of("username", alice.username(), "password", alice.password()))
                .post("/sessions");
        again.then().statusCode(201);
        assertNotEquals(cookie, again.cookie(Gatehouse.COOKIE));
        withCookie().get("/sessions/current").then().statusCode(401);
        withCookie().get("/verify").then().statusCode(401);
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, again.cookie(Gatehouse.COOKIE))
                .get("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Session", equalTo(signedIn.path("id")));
    }

    @Test
    void whoeverSignsInAtTheSameBrowserEndsTheSessionOfWhoWasThereBefore() {
        withCookie().get("/verify").then().statusCode(200);
        Person bob = gatehouse.register();
        withCookie()
                .contentType(ContentType.JSON)
                .body(Map.of("username", bob.username(), "password", bob.password()))
                .post("/sessions")
                .then()
                .statusCode(201);
        withCookie().get("/sessions/current").then().statusCode(401);
        withCookie().get("/verify").then().statusCode(401);
    }

    @Test
    void whoAsksToBeRememberedHasACookieThatOutlivesTheBrowser() {
        Response remembered = given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("username", alice.username(), "password", alice.password(), "remember", true))
                .post("/sessions");
        remembered.then().statusCode(201);
        assertEquals(2_592_000, remembered.detailedCookie(Gatehouse.COOKIE).getMaxAge());
        assertEquals(-1, signedIn.detailedCookie(Gatehouse.COOKIE).getMaxAge());
    }

    @Test
    void aBrowserForgetsTheSessionThatEndsWithItsPassword() {
        Map<String, String> change = Map.of("current_password", alice.password(), "password", "another-four-candles");
        withCookie()
                .header("X-CSRF-Token", csrfToken())
                .contentType(ContentType.JSON)
                .body(change)
                .put("/account/password")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("__Host-gatehouse=; Path=/"))
                .header("Set-Cookie", containsString("Max-Age=0"));
        withCookie().get("/sessions/current").then().statusCode(401);
    }

    @Test
    void aBrowserForgetsTheSessionOfAnAccountThatIsDeleted() {
        String csrf = csrfToken();
        withCookie()
                .header("X-CSRF-Token", csrf)
                .header("If-Match", "\"none\"")
                .delete("/users/me")
                .then()
                .statusCode(412)
                .header("Set-Cookie", nullValue());
        withCookie()
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
        withCookie().get("/verify").then().statusCode(200);
        gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("disabled", true))
                .patch("/users/" + alice.id())
                .then()
                .statusCode(200);
        withCookie().get("/verify").then().statusCode(401);
        withCookie().get("/users/me").then().statusCode(401);
        withCookie().get("/sessions/current").then().statusCode(401);
        gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("disabled", false))
                .patch("/users/" + alice.id())
                .then()
                .statusCode(200);
        withCookie().get("/sessions/current").then().statusCode(401);
        withCookie().get("/verify").then().statusCode(401);
    }
}
