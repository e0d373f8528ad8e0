package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.suite.setup.CookieSession;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All sessions of a user, who sees and ends them as an administrator does, and nobody else. */
class UserSessionsTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();
    private final CookieSession session = CookieSession.of(gatehouse, alice);

    @Test
    void aUserSeesAllTheirSessionsAndEndsOneFromAfar() {
        Response elsewhere = gatehouse.signInForCookie(alice);
        session.call()
                .get("/sessions")
                .then()
                .statusCode(200)
                .body("sessions", hasSize(2))
                .body("sessions.address", everyItem(equalTo("127.0.0.1")))
                .body("sessions.device", everyItem(equalTo("Java")))
                .body("sessions.current", equalTo(List.of(false, true)))
                .body("sessions[0].id", equalTo(elsewhere.path("id")));
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, elsewhere.cookie(Gatehouse.COOKIE))
                .get("/users/me")
                .then()
                .statusCode(200);
        session.call()
                .header("X-CSRF-Token", session.csrfToken())
                .delete("/sessions/" + elsewhere.path("id"))
                .then()
                .statusCode(204);
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, elsewhere.cookie(Gatehouse.COOKIE))
                .get("/users/me")
                .then()
                .statusCode(401);
        session.call().get("/sessions").then().body("sessions", hasSize(1));
    }

    @Test
    void aStrangersSessionCannotBeEnded() {
        Response stranger = gatehouse.signInForCookie(gatehouse.register());
        session.call()
                .header("X-CSRF-Token", session.csrfToken())
                .delete("/sessions/" + stranger.path("id"))
                .then()
                .statusCode(404);
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, stranger.cookie(Gatehouse.COOKIE))
                .get("/users/me")
                .then()
                .statusCode(200);
    }

    @Test
    void allOthersEndAndThenAll() {
        Response elsewhere = gatehouse.signInForCookie(alice);
        session.call().delete("/sessions?others=true").then().statusCode(403);
        session.call()
                .header("X-CSRF-Token", session.csrfToken())
                .delete("/sessions?others=true")
                .then()
                .statusCode(204)
                .header("Set-Cookie", nullValue());
        given().spec(gatehouse.origin())
                .cookie(Gatehouse.COOKIE, elsewhere.cookie(Gatehouse.COOKIE))
                .get("/verify")
                .then()
                .statusCode(401);
        session.call()
                .header("X-CSRF-Token", session.csrfToken())
                .delete("/sessions")
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("Max-Age=0"));
        session.call().get("/verify").then().statusCode(401);
    }

    @Test
    void anAdministratorSeesAUsersSessionsAndEndsThem() {
        Response elsewhere = gatehouse.signInForCookie(alice);
        String path = "/sessions/of/" + alice.id();
        session.call().get(path).then().statusCode(403);
        gatehouse.asAdmin().get(path).then().statusCode(200).body("sessions", hasSize(2));
        gatehouse.asAdmin().delete(path + "/" + elsewhere.path("id")).then().statusCode(204);
        gatehouse.asAdmin().delete(path + "/" + elsewhere.path("id")).then().statusCode(404);
        gatehouse.asAdmin().delete(path).then().statusCode(204);
        gatehouse.asAdmin().delete(path).then().statusCode(204);
        session.call().get("/verify").then().statusCode(401);
        List<Map<String, String>> noted = gatehouse
                .asAdmin()
                .get("/account/activity/all?user=" + alice.id())
                .path("events.findAll { it.event.endsWith('_ended') }");
        assertEquals(
                List.of("sessions_ended", "session_ended"),
                noted.stream().map(each -> each.get("event")).toList());
        assertEquals(elsewhere.path("id"), noted.getLast().get("detail"));
    }
}
