package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.PageForm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** HTTP Basic between servers: accounts of programs. */
class ServiceAccountTest {
    private static final String PATH = "/users/service-accounts";
    private final Gatehouse gatehouse = Gatehouse.running();

    @Test
    void aProgramCallsByItsGeneratedSecretAndActsForItself() {
        Response made = make("orders:read");
        String id = made.path("id");
        call(id, made.path("secret"), "/verify?scope=orders:read")
                .then()
                .statusCode(200)
                .header("X-Auth-Subject", id)
                .header("X-Auth-Client", id)
                .header("X-Auth-Username", nullValue())
                .header("X-Auth-Scope", "orders:read")
                .header("X-Auth-Method", "basic")
                .header("Authorization", startsWith("Bearer "));
        call(id, made.path("secret"), "/verify?scope=gatehouse:admin")
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_scope"));
        call(id, made.path("secret"), "/verify?max_age=3600").then().statusCode(403);
        call(id, made.path("secret"), "/users/me").then().statusCode(403);
        gatehouse
                .asAdmin()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("last_used_at", notNullValue())
                .body("name", equalTo("nightly job"))
                .body("$", not(org.hamcrest.Matchers.hasKey("secret")));
    }

    @Test
    void oneThatMayAdministerAdministers() {
        Response made = make("gatehouse:admin");
        call(made.path("id"), made.path("secret"), "/users?limit=1")
                .then()
                .statusCode(200)
                .body("users.size()", equalTo(1));
    }

    @Test
    void itSignsInNowhere() {
        Response made = make("orders:read");
        Map<String, String> credentials = Map.of("username", made.path("id"), "password", made.path("secret"));
        for (String path : new String[] {"/sessions", "/tokens"}) {
            given().spec(gatehouse.origin())
                    .contentType(ContentType.JSON)
                    .body(
                            path.equals("/tokens")
                                    ? Map.of(
                                            "username", made.path("id"), "password", made.path("secret"), "type", "jwt")
                                    : credentials)
                    .post(path)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_credentials"));
        }
        PageForm.of(gatehouse, "/login")
                .formParams(credentials)
                .post("/login")
                .then()
                .statusCode(401);
    }

    @Test
    void secretsRotateWithAnOverlap() {
        Response made = make("orders:read");
        String id = made.path("id");
        Response second = rotate(id, "{}");
        second.then().statusCode(200).body("previous_secret_until", notNullValue());
        call(id, made.path("secret"), "/verify").then().statusCode(200);
        call(id, second.path("secret"), "/verify").then().statusCode(200);
        Response third = rotate(id, "{\"overlap\":\"PT0S\"}");
        call(id, second.path("secret"), "/verify").then().statusCode(401);
        call(id, third.path("secret"), "/verify").then().statusCode(200);
        rotate(id, "{\"overlap\":\"P30D\"}").then().statusCode(400).body("code", equalTo("invalid_request"));
        rotate(id, "{\"overlap\":\"soon\"}").then().statusCode(400);
    }

    @Test
    void aRemovedOneIsRefusedAtOnceAndLooksLikeAnyOther() {
        Response made = make("orders:read");
        String id = made.path("id");
        call(id, made.path("secret"), "/verify").then().statusCode(200);
        gatehouse.asAdmin().get(PATH + "?limit=200").then().statusCode(200).body("service_accounts.id", hasItem(id));
        gatehouse.asAdmin().delete(PATH + "/" + id).then().statusCode(204);
        gatehouse.asAdmin().delete(PATH + "/" + id).then().statusCode(404);
        String removed = call(id, made.path("secret"), "/verify")
                .then()
                .statusCode(401)
                .extract()
                .asString();
        String nobody = call("nobody-of-that-name", "not the password", "/verify")
                .then()
                .statusCode(401)
                .extract()
                .asString();
        org.junit.jupiter.api.Assertions.assertEquals(nobody, removed);
        gatehouse
                .asAdmin()
                .get("/account/activity/all?limit=200")
                .then()
                .statusCode(200)
                .body("events.findAll { it.detail == '" + id + "' }.event", hasItem("service_account_removed"));
    }

    @Test
    void onlyAdministratorsMakeThemAndOnlyForWhatIsNotAUsers() {
        String token = gatehouse.signInForTokens(gatehouse.register(), "jwt").path("access_token");
        gatehouse
                .bearer(token)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "mine", "scope", "a"))
                .post(PATH)
                .then()
                .statusCode(403);
        gatehouse.bearer(token).get(PATH).then().statusCode(403);
        asked(Map.of("name", "n", "scope", "openid a"))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_scope"))
                .body("detail", containsString("openid"));
        asked(Map.of("name", " ", "scope", "a")).then().statusCode(400).body("violations.field", hasItem("name"));
        asked(Map.of("name", "n")).then().statusCode(400).body("violations.field", hasItem("scope"));
    }

    private Response make(String scope) {
        Response made = asked(Map.of("name", "nightly job", "scope", scope));
        made.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("id", startsWith("sa~"))
                .body("secret", startsWith("ghs_"))
                .body("scope", equalTo(scope));
        return made;
    }

    private Response asked(Map<String, String> body) {
        return gatehouse.asAdmin().contentType(ContentType.JSON).body(body).post(PATH);
    }

    private Response rotate(String id, String body) {
        return gatehouse.asAdmin().contentType(ContentType.JSON).body(body).post(PATH + "/" + id + "/rotation");
    }

    private Response call(String user, String password, String path) {
        return given().spec(gatehouse.origin())
                .auth()
                .preemptive()
                .basic(user, password)
                .get(path);
    }
}
