package dev.gatehouse.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdentityServiceTest {
    private static final String PASSWORD = "four-candles-please";
    private static final String PROBLEM = "application/problem+json";
    private final ServiceTokens tokens;
    private final OneTimeTokens mailed;

    @Inject
    IdentityServiceTest(ServiceTokens tokens, OneTimeTokens mailed) {
        this.tokens = tokens;
        this.mailed = mailed;
    }

    @Test
    void registersOnceAndOnlyOnce() {
        String name = fresh();
        String id = register(name, PASSWORD)
                .statusCode(201)
                .header("Location", containsString("/users/"))
                .body("username", equalTo(name))
                .body("email_verified", equalTo(false))
                .extract()
                .path("id");
        register(name.toUpperCase(java.util.Locale.ROOT), PASSWORD)
                .statusCode(409)
                .contentType(startsWith(PROBLEM))
                .body("code", equalTo("taken"));
        internal()
                .get("/internal/users/" + id)
                .then()
                .statusCode(200)
                .body("outcome", equalTo("found"))
                .body("scope", equalTo("openid profile email address phone groups roles account offline_access"));
    }

    @Test
    void refusesWeakPasswordsAndBadNames() {
        for (String weak : new String[] {"short", "password1", "QWERTYUIOP"}) {
            register(fresh(), weak).statusCode(422).body("code", equalTo("weak_password"));
        }
        register("-a", PASSWORD).statusCode(400).body("violations.field", hasItem("username"));
    }

    @Test
    void refusesAddressesThatMixScripts() {
        String name = fresh();
        given().contentType("application/json")
                .body(Map.of("username", name, "email", "\u0430dmin-" + name + "@example.org", "password", PASSWORD))
                .post("/users")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("violations.field", hasItem("email"));
    }

    @Test
    void refusesHalfCharacters() {
        for (String json : new String[] {
            "{'username':'%s','email':'b\\ud800b@example.org','password':'four-candles-please'}",
            "{'username':'%s','email':'b@example.org','password':'four-candles-\\udc00'}"
        }) {
            given().contentType("application/json")
                    .body(json.formatted(fresh()).replace('\'', '"'))
                    .post("/users")
                    .then()
                    .statusCode(400)
                    .contentType(startsWith(PROBLEM))
                    .body("code", equalTo("malformed_json"));
        }
    }

    @Test
    void aQueryThatCannotBeReadIsTheCallersMistakeAndNoUnknownPath() {
        for (String query : new String[] {"number=abc", "number=99999999999", "long=1.5", "id=xyz"}) {
            given().get("/asked?" + query)
                    .then()
                    .statusCode(400)
                    .contentType(startsWith(PROBLEM))
                    .body("code", equalTo("invalid_request"))
                    .body("violations.field", hasItem(query.substring(0, query.indexOf('='))));
        }
        UUID id = UUID.randomUUID();
        given().get("/asked?long=-7&id=" + id).then().statusCode(200).body(equalTo("5 -7 " + id));
        given().get("/asked/abc").then().statusCode(404);
    }

    /** Takes what others take of callers who have signed in. */
    @Path("/asked")
    public static class Asked {
        @GET
        public String asked(
                @QueryParam("number") @DefaultValue("5") int number,
                @QueryParam("long") @Nullable Long other,
                @QueryParam("id") @Nullable UUID id) {
            return number + " " + other + " " + id;
        }

        @GET
        @Path("/{number}")
        public String path(@PathParam("number") int number) {
            return "" + number;
        }
    }

    @Test
    void authenticatesByNameAndByTheAddressOnceItIsConfirmed() {
        String name = fresh();
        String id = register(name, PASSWORD).statusCode(201).extract().path("id");
        authenticate(name, PASSWORD).body("outcome", equalTo("authenticated")).body("amr", hasItem("pwd"));
        authenticate(name + "@Example.org", PASSWORD).body("code", equalTo("invalid_credentials"));
        String token =
                mailed.issue(UUID.fromString(id), Purpose.confirm_email, name + "@example.org", Duration.ofMinutes(1));
        given().contentType("application/json")
                .body(Map.of("token", token))
                .post("/account/email/confirmation")
                .then()
                .statusCode(204);
        authenticate(name + "@Example.org", PASSWORD).body("outcome", equalTo("authenticated"));
        authenticate(name, PASSWORD + "x").body("code", equalTo("invalid_credentials"));
        authenticate(name + "\u0000", PASSWORD).body("code", equalTo("invalid_credentials"));
        authenticate(fresh(), PASSWORD).body("code", equalTo("invalid_credentials"));
    }

    @Test
    void theBootstrappedAdministratorMayAdminister() {
        authenticate("root-admin", "only-for-this-test").body("scope", containsString("gatehouse:admin"));
    }

    @Test
    void anUpstreamUserIsMadeOnceAndNeverLinkedByAddress() {
        String name = fresh();
        register(name, PASSWORD).statusCode(201);
        String first = federated("subject-" + name, name);
        assertEquals(first, federated("subject-" + name, name));
        assertNotEquals(first, federated("other-" + name, name));
        internal()
                .get("/internal/users/" + first)
                .then()
                .body("username", startsWith(name + "-"))
                .body("email", equalTo(name + "@example.org"));
        String second = federated("other-" + name, name);
        internal().get("/internal/users/" + second).then().body("email", equalTo(null));
    }

    @Test
    void refusesWhatItCannotRead() {
        given().contentType("application/json")
                .body("{\"username\":")
                .post("/users")
                .then()
                .statusCode(400);
        given().contentType("application/json").body("{}").post("/users").then().statusCode(400);
        given().contentType("application/json")
                .body("null")
                .post("/users")
                .then()
                .statusCode(400);
        given().contentType("text/plain")
                .body("x")
                .post("/users")
                .then()
                .statusCode(415)
                .contentType(startsWith(PROBLEM));
        given().get("/nowhere").then().statusCode(404).contentType(startsWith(PROBLEM));
        given().contentType("application/json")
                .body("{\"username\":\"" + "x".repeat(65 * 1024) + "\"}")
                .post("/users")
                .then()
                .statusCode(413);
        register("a\u0000b", PASSWORD).statusCode(400);
    }

    @Test
    void internalPathsNeedAServiceToken() {
        given().get("/internal/users/" + UUID.randomUUID()).then().statusCode(401);
        internal()
                .get("/internal/users/" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("absent"))
                .body("$", not(org.hamcrest.Matchers.hasKey("subject")));
    }

    private static String fresh() {
        return "u" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static ValidatableResponse register(String name, String password) {
        return given().contentType("application/json")
                .body(Map.of("username", name, "email", name + "@example.org", "password", password))
                .post("/users")
                .then();
    }

    private RequestSpecification internal() {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + tokens.tokenFor("identity-service"));
    }

    private ValidatableResponse authenticate(String login, String password) {
        return internal()
                .body(Map.of("username", login, "password", password))
                .post("/internal/authentications")
                .then()
                .statusCode(200);
    }

    private String federated(String subject, String name) {
        return internal()
                .body(Map.of(
                        "provider",
                        "upstream",
                        "subject",
                        subject,
                        "preferred_username",
                        name,
                        "email",
                        name + "@example.org",
                        "email_verified",
                        true))
                .post("/internal/federated-identities")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("authenticated"))
                .extract()
                .path("subject");
    }
}
