package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** HTTP Basic (RFC 7617). */
class BasicTest {
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void aPasswordOnTheCallIsEnough() {
        Person alice = gatehouse.register();
        given().spec(gatehouse.origin())
                .auth()
                .preemptive()
                .basic(alice.username(), alice.password())
                .get("/users/me")
                .then()
                .statusCode(200)
                .body("username", equalTo(alice.username()))
                .body("email", equalTo(alice.email()))
                .body("password", nullValue());
    }

    @Test
    void aWrongPasswordIsRefusedWithAChallengeForEachScheme() {
        Person alice = gatehouse.register();
        given().spec(gatehouse.origin())
                .auth()
                .preemptive()
                .basic(alice.username(), alice.password() + "x")
                .get("/users/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", not(nullValue()))
                .body("status", equalTo(401))
                .body("detail", not(containsString(alice.password())));
        List<String> challenges = given().spec(gatehouse.origin())
                .get("/users/me")
                .then()
                .statusCode(401)
                .extract()
                .headers()
                .getValues("WWW-Authenticate");
        assertEquals(
                List.of("Basic", "Bearer", "Cookie", "DPoP"),
                challenges.stream().map(each -> each.split(" ", 2)[0]).sorted().toList());
    }

    /** Challenged, it would ask for a password itself, and show nothing of ours. */
    @Test
    void aBrowserIsNotChallengedForAPassword() {
        for (var browser : List.of(Map.of("Accept", "text/html,*/*;q=0.8"), Map.of("Sec-Fetch-Site", "same-origin"))) {
            given().spec(gatehouse.origin())
                    .headers(browser)
                    .get("/users/me")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", not(startsWith("Basic")))
                    .header("WWW-Authenticate", not(nullValue()));
        }
    }

    /** A browser that was told a password adds it by itself, to what the forms of other sites send, too. */
    @Test
    void aFormOfAnotherSiteChangesNothing() {
        Person alice = gatehouse.register();
        for (var sent : List.of(Map.of("Origin", "https://evil.example"), Map.of("Sec-Fetch-Site", "cross-site"))) {
            given().spec(gatehouse.origin())
                    .auth()
                    .preemptive()
                    .basic(alice.username(), alice.password())
                    .headers(sent)
                    .contentType("application/x-www-form-urlencoded")
                    .post("/users/{id}/sign-out", alice.id())
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("csrf"));
        }
    }

    @Test
    void anUnknownUserAndAWrongPasswordLookTheSame() {
        Person alice = gatehouse.register();
        var wrong = given().spec(gatehouse.origin())
                .auth()
                .preemptive()
                .basic(alice.username(), "not the password")
                .get("/verify");
        var unknown = given().spec(gatehouse.origin())
                .auth()
                .preemptive()
                .basic("nobody-" + alice.username(), "not the password")
                .get("/verify");
        org.junit.jupiter.api.Assertions.assertEquals(401, wrong.statusCode());
        org.junit.jupiter.api.Assertions.assertEquals(wrong.statusCode(), unknown.statusCode());
        org.junit.jupiter.api.Assertions.assertEquals(wrong.asString(), unknown.asString());
        org.hamcrest.MatcherAssert.assertThat(
                wrong.headers().getValues("WWW-Authenticate"), hasItem(startsWith("Basic")));
    }

    @Test
    void verifySaysWhoItIs() {
        Person alice = gatehouse.register();
        given().spec(gatehouse.origin())
                .auth()
                .preemptive()
                .basic(alice.username(), alice.password())
                .get("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Subject", alice.id())
                .header("X-Auth-Username", alice.username())
                .header("X-Auth-Method", "basic")
                .header("X-Auth-Session", nullValue())
                .header("Authorization", startsWith("Bearer "));
    }
}
