package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One's own account: the standard claims, changes that overwrite nobody else's, export and deletion. */
class AccountTest {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void usersSayWhoTheyAre() {
        Person ada = gatehouse.register();
        String tag = as(ada).get("/users/me").then().statusCode(200).extract().header("ETag");
        String next = as(ada).contentType(MERGE_PATCH)
                .header("If-Match", tag)
                .body("{\"given_name\":\"Ada\",\"website\":\"https://ada.example\",\"phone_number\":\"+441234567890\","
                        + "\"address\":{\"locality\":\"London\"}}")
                .patch("/users/me")
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag)))
                .body("given_name", equalTo("Ada"))
                .body("address.locality", equalTo("London"))
                .extract()
                .header("ETag");
        as(ada).contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body("{\"given_name\":\"Eve\"}")
                .patch("/users/me")
                .then()
                .statusCode(412)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("outdated"));
        as(ada).contentType(ContentType.JSON)
                .header("If-Match", next)
                .body("{\"website\":null}")
                .patch("/users/me")
                .then()
                .statusCode(200)
                .body("given_name", equalTo("Ada"))
                .body("website", nullValue());
    }

    @Test
    void aChangeThatCannotBeIsRefusedFieldByField() {
        Person ada = gatehouse.register();
        as(ada).contentType(ContentType.JSON)
                .body("{\"picture\":\"javascript:alert(1)\",\"locale\":\"?\"}")
                .patch("/users/me")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("locale", "picture")));
        as(ada).contentType(ContentType.JSON)
                .body("{\"admin\":true}")
                .patch("/users/me")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("admin"));
        as(ada).contentType(ContentType.JSON)
                .body("[1]")
                .patch("/users/me")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"));
        as(ada).contentType(ContentType.JSON)
                .body("null")
                .patch("/users/me")
                .then()
                .statusCode(400);
    }

    @Test
    void anAdministratorChangesOthersAndLocksThemOut() {
        Person ada = gatehouse.register();
        gatehouse
                .asAdmin()
                .contentType(MERGE_PATCH)
                .body("{\"nickname\":\"Countess\",\"disabled\":true}")
                .patch("/users/" + ada.id())
                .then()
                .statusCode(200)
                .body("nickname", equalTo("Countess"))
                .body("disabled", equalTo(true));
        gatehouse.signInForTokens(ada, "jwt").then().statusCode(401);
        gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body("{\"disabled\":\"yes\"}")
                .patch("/users/" + ada.id())
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("disabled"));
    }

    @Test
    void theAccountCanBeTakenAlong() {
        Person ada = gatehouse.register();
        gatehouse.signInForCookie(ada).then().statusCode(201);
        gatehouse.signInForTokens(ada, "jwt").then().statusCode(201);
        as(ada).get("/users/me/export")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("attachment"))
                .body("account.username", equalTo(ada.username()))
                .body("account.email", equalTo(ada.email()))
                .body("has_password", equalTo(true))
                .body("federated_identities.size()", equalTo(0))
                .body("sessions.size()", equalTo(1))
                .body("grants.size()", equalTo(1))
                .body("api_keys.size()", equalTo(0))
                .body("consents.size()", equalTo(0));
    }

    @Test
    void whatLetsSomebodyInIsListedForTheUserAndForAdministrators() {
        Person ada = gatehouse.register();
        gatehouse.signInForCookie(ada).then().statusCode(201);
        Response tokens = gatehouse.signInForTokens(ada, "jwt");
        RequestSpecification own = gatehouse.bearer(tokens.path("access_token"));
        String secret = given().spec(own)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "nightly job", "scope", "account profile"))
                .post("/tokens/keys")
                .path("secret");
        String path = "/users/" + ada.id() + "/credentials";
        for (RequestSpecification caller : List.of(own, gatehouse.asAdmin())) {
            given().spec(caller)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("no-store"))
                    .body("has_password", equalTo(true))
                    .body("sessions.size()", equalTo(1))
                    .body("grants.client_id", equalTo(Arrays.asList((String) null)))
                    .body("api_keys.name", equalTo(List.of("nightly job")))
                    .body(not(containsString(secret)));
        }
        given().spec(own)
                .get("/account/activity")
                .then()
                .body("events.findAll { it.event == 'credentials_viewed' }.size()", equalTo(1));
        gatehouse.bearer(secret).get(path).then().statusCode(403).body("code", equalTo("first_hand_only"));
        as(gatehouse.register()).get(path).then().statusCode(403).body("code", equalTo("insufficient_scope"));
        given().spec(gatehouse.origin()).get(path).then().statusCode(401);
    }

    @Test
    void whoDeletesTheirAccountIsGoneWithAllTheyHeld() {
        Person ada = gatehouse.register();
        Response tokens = gatehouse.signInForTokens(ada, "jwt");
        String access = tokens.path("access_token");
        as(ada).delete("/users/me").then().statusCode(204);
        gatehouse.bearer(access).get("/verify").then().statusCode(401);
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("refresh_token", tokens.<String>path("refresh_token")))
                .post("/tokens/refresh")
                .then()
                .statusCode(401);
        gatehouse.signInForTokens(ada, "jwt").then().statusCode(401);
        gatehouse.asAdmin().get("/users/" + ada.id()).then().statusCode(404);
    }

    @Test
    void usersSeeWhatHappenedToTheirAccount() {
        Person ada = gatehouse.register();
        given().spec(gatehouse.origin())
                .header("X-Request-Id", "seen-in-the-audit")
                .header("User-Agent", "Difference Engine")
                .contentType(ContentType.JSON)
                .body(Map.of("username", ada.username(), "password", ada.password(), "type", "jwt"))
                .post("/tokens")
                .then()
                .statusCode(201)
                .header("X-Request-Id", equalTo("seen-in-the-audit"));
        as(ada).get("/account/activity")
                .then()
                .statusCode(200)
                .body("events.event", equalTo(List.of("signed_in", "registered")))
                .body("events[0].user_agent", equalTo("Difference Engine"))
                .body("events[0].address", equalTo("127.0.0.1"))
                .body("events[0].request_id", equalTo("seen-in-the-audit"))
                .body("events[0].detail", equalTo("pwd"))
                .body("next", nullValue());
        Number next = as(ada).get("/account/activity?limit=1")
                .then()
                .body("events.size()", equalTo(1))
                .extract()
                .path("next");
        as(ada).get("/account/activity?limit=1&before=" + next)
                .then()
                .body("events.event", equalTo(List.of("registered")))
                .body("next", nullValue());
        as(ada).get("/account/activity/all").then().statusCode(403);
    }

    @Test
    void refusedSignInsAreSeenToo() {
        Person ada = gatehouse.register();
        given().spec(gatehouse.origin())
                .contentType(ContentType.JSON)
                .body(Map.of("username", ada.username(), "password", "not her password", "type", "jwt"))
                .post("/tokens")
                .then()
                .statusCode(401);
        as(ada).get("/account/activity")
                .then()
                .body("events.event", equalTo(List.of("sign_in_refused", "registered")))
                .body("events[0].detail", equalTo("password"))
                .body("events[0].actor", nullValue());
    }

    @Test
    void ofADeletedUserItIsKnownWhatHappenedButNotWhere() {
        Person ada = gatehouse.register();
        as(ada).delete("/users/me").then().statusCode(204);
        gatehouse
                .asAdmin()
                .get("/account/activity/all?user=" + ada.id())
                .then()
                .statusCode(200)
                .body("events.event", equalTo(List.of("deleted", "disabled", "registered")))
                .body("events.address", equalTo(Arrays.asList(null, null, null)))
                .body("events.user_agent", equalTo(Arrays.asList(null, null, null)));
    }

    private RequestSpecification as(Person person) {
        return given().spec(gatehouse.origin()).auth().preemptive().basic(person.username(), person.password());
    }
}
