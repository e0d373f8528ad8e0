package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.PageForm;
import dev.gatehouse.suite.setup.Person;
import dev.gatehouse.suite.setup.Until;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who guesses passwords is slowed down, wherever they try; who has signed in before is not. */
class ThrottleTest {
    private static final String DEVICE = "__Host-gatehouse-device";
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void guessesAreSlowedDownOnEveryWayIn() {
        Person ada = gatehouse.register();
        guess(ada);
        assertSlowedDown(gatehouse.signInForTokens(ada, "jwt"));
        assertSlowedDown(gatehouse.signInForCookie(ada));
        assertSlowedDown(basic(ada));
        PageForm.of(gatehouse, "/login")
                .formParams(Map.of("username", ada.username(), "password", ada.password()))
                .post("/login")
                .then()
                .statusCode(429)
                .header("Retry-After", Integer::parseInt, org.hamcrest.Matchers.greaterThan(0));
    }

    @Test
    void aNameThatNobodyHasIsSlowedDownAlike() {
        Person nobody = new Person("", "nobody-" + UUID.randomUUID(), "", "whatever it may be");
        guess(nobody);
        assertSlowedDown(gatehouse.signInForTokens(nobody, "jwt"));
    }

    @Test
    void aBrowserThatHasSignedInBeforeStillGetsIn() {
        Person ada = gatehouse.register();
        Response before = gatehouse.signInForCookie(ada);
        before.then().statusCode(201);
        org.hamcrest.MatcherAssert.assertThat(
                before.headers().getValues("Set-Cookie"),
                hasItem(allOf(
                        startsWith(DEVICE + "="),
                        containsString("; Path=/"),
                        containsString("; Secure"),
                        containsString("; HttpOnly"),
                        containsString("; SameSite=Lax"))));
        guess(ada);
        assertSlowedDown(gatehouse.signInForCookie(ada));
        Response again = given().spec(gatehouse.origin())
                .cookie(DEVICE, before.cookie(DEVICE))
                .contentType(ContentType.JSON)
                .body(Map.of("username", ada.username(), "password", ada.password()))
                .post("/sessions");
        assertEquals(201, again.statusCode());
        assertFalse(again.cookies().containsKey(DEVICE), "it has one");
        PageForm.of(gatehouse, "/login")
                .cookie(DEVICE, before.cookie(DEVICE))
                .formParams(Map.of("username", ada.username(), "password", ada.password()))
                .post("/login")
                .then()
                .statusCode(303);
    }

    @Test
    void anotherAccountFromTheSameAddressIsNotConcerned() {
        guess(gatehouse.register());
        Person bob = gatehouse.register();
        gatehouse.signInForTokens(bob, "jwt").then().statusCode(201);
        assertEquals(200, basic(bob).statusCode());
    }

    @Test
    void aRememberedPasswordIsRefusedAsSoonAsItsUserIsLockedOut() {
        Person ada = gatehouse.register();
        assertEquals(200, basic(ada).statusCode());
        assertEquals(200, basic(ada).statusCode());
        gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body("{\"disabled\":true}")
                .patch("/users/" + ada.id())
                .then()
                .statusCode(200);
        assertEquals(401, basic(ada).statusCode());
    }

    /** Until the wait is one that a slow machine does not sit out by itself. */
    private void guess(Person person) {
        Until.holds("guesses are slowed down", () -> {
            Response answer = given().spec(gatehouse.origin())
                    .contentType(ContentType.JSON)
                    .body(Map.of("username", person.username(), "password", "a guess", "type", "jwt"))
                    .post("/tokens");
            return answer.statusCode() == 429 && Integer.parseInt(answer.header("Retry-After")) > 3;
        });
    }

    private Response basic(Person person) {
        return given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(person.username(), person.password()))
                .get("/verify");
    }

    private static void assertSlowedDown(Response answer) {
        answer.then()
                .statusCode(429)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("too_many_attempts"))
                .header("Retry-After", Integer::parseInt, org.hamcrest.Matchers.greaterThan(0));
    }
}
