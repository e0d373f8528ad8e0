package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Groups and roles, finding people, and what an administrator does to them. */
class DirectoryTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final String mark = "d" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void groupsAndRolesAreSeenByWhoHasThemAndByWhomTheyLet() {
        Person ada = gatehouse.register();
        String group = made("/groups", mark + " Engineers");
        String role = made("/roles", mark + "-auditor");
        admin().put("/groups/" + group + "/members/" + ada.id()).then().statusCode(204);
        admin().put("/roles/" + role + "/groups/" + group).then().statusCode(204);
        as(ada).get("/users/me")
                .then()
                .statusCode(200)
                .body("groups", equalTo(List.of(mark + " Engineers")))
                .body("roles", equalTo(List.of(mark + "-auditor")));
        as(ada).get("/users/me/export").then().body("account.groups", equalTo(List.of(mark + " Engineers")));
        String token = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        gatehouse
                .bearer(token)
                .get("/oauth2/userinfo")
                .then()
                .statusCode(200)
                .body("groups", equalTo(List.of(mark + " Engineers")))
                .body("roles", equalTo(List.of(mark + "-auditor")));
        given().spec(gatehouse.origin())
                .get("/.well-known/openid-configuration")
                .then()
                .body("scopes_supported", hasItems("groups", "roles", "scim"))
                .body("claims_supported", hasItems("groups", "roles"));
        admin().get("/users?group=" + mark + " ENGINEERS").then().body("users.id", contains(ada.id()));
        admin().get("/users?role=" + mark + "-auditor&query=ALICE").then().body("users.id", contains(ada.id()));
        admin().get("/groups/" + group + "/members").then().body("members.id", contains(ada.id()));
        admin().delete("/groups/" + group).then().statusCode(204);
        as(ada).get("/users/me").then().body("groups", equalTo(List.of())).body("roles", equalTo(List.of()));
    }

    @Test
    void nobodyOverwritesAnothersChangeOfAGroup() {
        String group = made("/groups", mark);
        String tag =
                admin().get("/groups/" + group).then().statusCode(200).extract().header("ETag");
        Map<String, String> change = Map.of("description", "of the first");
        admin().header("If-Match", tag)
                .body(change)
                .patch("/groups/" + group)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag)))
                .body("name", equalTo(mark))
                .body("description", equalTo("of the first"));
        admin().header("If-Match", tag)
                .body(change)
                .patch("/groups/" + group)
                .then()
                .statusCode(412)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("outdated"));
        admin().body(Map.of("name", mark.toUpperCase(Locale.ROOT)))
                .post("/groups")
                .then()
                .statusCode(409)
                .body("code", equalTo("taken"));
        admin().body(Map.of("name", ""))
                .post("/groups")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("name"));
        admin().get("/groups?after=%3F").then().statusCode(400);
        admin().put("/groups/" + group + "/members/" + UUID.randomUUID()).then().statusCode(404);
        admin().get("/groups/not-an-id").then().statusCode(404);
    }

    @Test
    void peopleAreFoundByTheBeginningOfTheirNamesPageByPage() {
        for (int i = 0; i < 5; i++) {
            admin().body(Map.of("username", mark + i, "email", mark + i + "@example.org", "name", mark + " " + i))
                    .post("/users/administered")
                    .then()
                    .statusCode(201);
        }
        Response first = admin().get("/users?limit=3&query=" + mark.toUpperCase(Locale.ROOT));
        first.then().statusCode(200).body("users.username", contains(mark + "0", mark + "1", mark + "2"));
        Response second = admin().get("/users?limit=3&query=" + mark + "&after=" + first.<String>path("next"));
        second.then().body("users.username", contains(mark + "3", mark + "4")).body("next", nullValue());
        admin().get("/users?query=" + mark + "&after=nonsense").then().statusCode(400);
        admin().get("/users?disabled=maybe").then().statusCode(400);
        for (String query :
                new String[] {"/users?limit=abc", "/account/activity?before=abc", "/account/activity/all?user=xyz"}) {
            admin().get(query).then().statusCode(400).body("code", equalTo("invalid_request"));
        }
        admin().get("/users?disabled=true&query=" + mark).then().body("users.size()", equalTo(0));
    }

    @Test
    void onlyAdministratorsAdminister() {
        Person eve = gatehouse.register();
        for (String path : List.of("/groups", "/roles", "/users?query=a", "/groups/" + UUID.randomUUID())) {
            as(eve).get(path).then().statusCode(403);
            given().spec(gatehouse.origin()).get(path).then().statusCode(401);
        }
        for (String path : List.of("/users/administered", "/groups", "/roles")) {
            as(eve).contentType(ContentType.JSON)
                    .body(Map.of("name", "x", "username", "x"))
                    .post(path)
                    .then()
                    .statusCode(403);
        }
        as(eve).post("/users/" + eve.id() + "/sign-out").then().statusCode(403);
        as(eve).post("/users/" + eve.id() + "/password-reset").then().statusCode(403);
    }

    @Test
    void aForcedResetTakesThePasswordAndAllThatWasHeld() {
        Person ada = gatehouse.register();
        String token = gatehouse.signInForTokens(ada, "opaque").path("access_token");
        admin().post("/users/" + ada.id() + "/password-reset").then().statusCode(204);
        gatehouse.bearer(token).get("/verify").then().statusCode(401);
        gatehouse.signInForTokens(ada, "jwt").then().statusCode(401);
        admin().get("/account/activity/all?user=" + ada.id())
                .then()
                .body("events.event", hasItem("password_reset_forced"));
        admin().post("/users/" + UUID.randomUUID() + "/password-reset").then().statusCode(404);
    }

    @Test
    void signedOutEverywhereOneCanSignInAgain() {
        Person ada = gatehouse.register();
        String token = gatehouse.signInForTokens(ada, "jwt").path("access_token");
        admin().post("/users/" + ada.id() + "/sign-out").then().statusCode(204);
        gatehouse.bearer(token).get("/verify").then().statusCode(401);
        gatehouse.signInForTokens(ada, "jwt").then().statusCode(201);
    }

    @Test
    void administratorsAreMadeAndUnmadeButNeverTheLastOne() {
        Person ada = gatehouse.register();
        admin().body(Map.of("admin", true))
                .patch("/users/" + ada.id())
                .then()
                .statusCode(200)
                .body("admin", equalTo(true));
        as(ada).get("/groups").then().statusCode(200);
        String key = as(ada).contentType(ContentType.JSON)
                .body(Map.of("name", "provisioning", "scope", "scim gatehouse:admin"))
                .post("/tokens/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        gatehouse
                .bearer(key)
                .contentType(ContentType.JSON)
                .body(Map.of("admin", true))
                .patch("/users/" + ada.id())
                .then()
                .statusCode(403)
                .body("code", equalTo("first_hand_only"));
        gatehouse.bearer(key).get("/scim/v2/Users?count=1").then().statusCode(200);
        admin().body(Map.of("admin", false))
                .patch("/users/" + ada.id())
                .then()
                .statusCode(200)
                .body("admin", equalTo(false));
        as(ada).get("/groups").then().statusCode(403);
        gatehouse.bearer(key).get("/scim/v2/Users?count=1").then().statusCode(401);
        String root = admin().get("/users/me").path("id");
        admin().body(Map.of("admin", false))
                .patch("/users/" + root)
                .then()
                .statusCode(409)
                .body("code", equalTo("last_administrator"));
    }

    private String made(String path, String name) {
        return admin().body(Map.of("name", name))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private RequestSpecification admin() {
        return gatehouse.asAdmin().contentType(ContentType.JSON);
    }

    private RequestSpecification as(Person person) {
        return given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(person.username(), person.password()));
    }
}
