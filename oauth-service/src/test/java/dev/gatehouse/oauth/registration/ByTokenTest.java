package dev.gatehouse.oauth.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientStore;
import dev.gatehouse.oauth.client.RegisteredClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has a token of an administrator registers, and nobody else does. */
@QuarkusTest
@TestProfile(ByTokenTest.ByToken.class)
class ByTokenTest {
    private static final String PATH = "/oauth2/register";
    private static final String TOKENS = "/clients/registration-tokens";
    private final ClientStore store;

    @Inject
    ByTokenTest(ClientStore store) {
        this.store = store;
    }

    /** As for certification: PKCE is not asked of clients that prove who they are. */
    public static final class ByToken implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Peers.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.oauth.registration.mode", "token",
                    "gatehouse.oauth.registration.require-pkce", "false",
                    "gatehouse.oauth.registration.grant-types",
                            "authorization_code,client_credentials,urn:ietf:params:oauth:grant-type:device_code");
        }
    }

    @Test
    void withoutOneNobodyRegisters() {
        register(null, Map.of())
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("error", equalTo("invalid_token"));
        register("x", Map.of()).statusCode(401);
        // One by which a client manages itself registers no other.
        String own = register(made(1, "openid"), Map.of()).extract().path("registration_access_token");
        register(own, Map.of()).statusCode(401);
    }

    @Test
    void withOneAClientIsVouchedFor() {
        String id = register(made(1, "openid orders:read"), Map.of("scope", "openid orders:read email"))
                .statusCode(201)
                .body("scope", equalTo("openid orders:read"))
                .extract()
                .path("client_id");
        RegisteredClient kept = store.client(id).orElseThrow();
        assertFalse(kept.origin().unverified());
        assertEquals("openid orders:read", kept.origin().registeredScope());
    }

    @Test
    void itMayActForItself() {
        register(
                        made(1, "orders:read"),
                        Map.of("grant_types", List.of("client_credentials"), "response_types", List.of()))
                .statusCode(201)
                .body("grant_types", equalTo(List.of("client_credentials")))
                .body("response_types", equalTo(List.of()));
    }

    @Test
    void itMayBeOfDevices() {
        String devices = "urn:ietf:params:oauth:grant-type:device_code";
        register(
                        made(1, "openid"),
                        Map.of(
                                "grant_types", List.of(devices),
                                "redirect_uris", List.of(),
                                "token_endpoint_auth_method", "none"))
                .statusCode(201)
                .body("grant_types", equalTo(List.of(devices)))
                .body("redirect_uris", equalTo(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "client_secret_basic | | false",
                "client_secret_post | false | false",
                "client_secret_basic | true | true",
                "none | | true"
            })
    void pkceIsAskedOfWhomeverItIsNeededFor(String method, @Nullable Boolean asked, boolean required) {
        var more = new HashMap<String, Object>(Map.of("token_endpoint_auth_method", method));
        if (asked != null) {
            more.put("require_pkce", asked);
        }
        register(made(1, "openid"), more).statusCode(201).body("require_pkce", equalTo(required));
    }

    @Test
    void aPublicClientNeedsPkceWhateverItSays() {
        register(made(1, "openid"), Map.of("token_endpoint_auth_method", "none", "require_pkce", false))
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"));
    }

    @Test
    void eachUseCountsOnceHoweverManyComeAtOnce() throws Exception {
        String token = made(3, "openid");
        var calls = new ArrayList<Callable<Integer>>(Collections.nCopies(
                12, () -> register(token, Map.of()).extract().statusCode()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertEquals(3, Collections.frequency(answers, 201), answers.toString());
            assertEquals(9, Collections.frequency(answers, 401), answers.toString());
        }
    }

    @Test
    void whatCameToNothingIsNoUse() {
        String token = made(1, "openid");
        register(token, Map.of("application_type", "desktop")).statusCode(400);
        register(token, Map.of()).statusCode(201);
        register(token, Map.of()).statusCode(401);
    }

    @Test
    void aTokenIsToldOnceAndCanBeTakenBack() {
        JsonPath made = admin().body(Map.of("name", " For partners ", "lifetime", "PT1H"))
                .post(TOKENS)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("token", startsWith("ghd_"))
                .body("name", equalTo("For partners"))
                .body("uses_left", equalTo(1))
                .body("created_by", equalTo("the-operator"))
                .body("scope", equalTo("openid profile email offline_access"))
                .extract()
                .jsonPath();
        String id = made.getString("id");
        admin().get(TOKENS)
                .then()
                .statusCode(200)
                .body("tokens.id", hasItem(id))
                .body("tokens[0]", not(hasKey("token")));
        admin().delete(TOKENS + "/" + id).then().statusCode(204);
        admin().delete(TOKENS + "/" + id).then().statusCode(404);
        register(made.getString("token"), Map.of()).statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}",
                "{\"name\": \" \"}",
                "{\"name\": \"a\\nb\"}",
                "{\"name\": \"x\", \"scope\": \"openid gatehouse:admin\"}",
                "{\"name\": \"x\", \"scope\": \"scim\"}",
                "{\"name\": \"x\", \"uses\": 0}",
                "{\"name\": \"x\", \"uses\": 100001}",
                "{\"name\": \"x\", \"lifetime\": \"PT1S\"}",
                "{\"name\": \"x\", \"lifetime\": \"P366D\"}"
            })
    void aTokenHasBounds(String order) {
        admin().body(order).post(TOKENS).then().statusCode(400);
    }

    @Test
    void onlyAdministratorsMakeThem() {
        String user = UUID.randomUUID().toString();
        var order = Map.of("name", "x");
        as(Map.of("sub", user, "username", "ann", "scope", "account"))
                .body(order)
                .post(TOKENS)
                .then()
                .statusCode(403);
        as(Map.of("sub", user, "username", "ann", "scope", "account"))
                .get(TOKENS)
                .then()
                .statusCode(403);
        // Nor those who signed in long ago, nor an application that one let in.
        as(Map.of("sub", user, "username", "root", "scope", "gatehouse:admin"))
                .body(order)
                .post(TOKENS)
                .then()
                .statusCode(403)
                .body("code", equalTo("insufficient_user_authentication"));
        as(Map.of("sub", user, "username", "root", "scope", "gatehouse:admin", "client_id", "app"))
                .delete(TOKENS + "/x")
                .then()
                .statusCode(403);
    }

    /** Clients and tokens are beside one another in paths. */
    @Test
    void aClientIsStillFound() {
        String id = register(made(1, "openid"), Map.of()).extract().path("client_id");
        admin().get("/clients/" + id).then().statusCode(200).body("origin", equalTo("dynamic"));
        assertTrue(store.client(id).isPresent());
    }

    private static String made(int uses, String scope) {
        return admin().body(Map.of("name", "x", "uses", uses, "scope", scope))
                .post(TOKENS)
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static ValidatableResponse register(@Nullable String token, Map<String, Object> more) {
        var said = new HashMap<String, Object>(Map.of("redirect_uris", List.of(Fixtures.CALLBACK)));
        said.putAll(more);
        RequestSpecification call = given().contentType("application/json").body(said);
        return (token == null ? call : call.header("Authorization", "Bearer " + token))
                .post(PATH)
                .then();
    }

    private static RequestSpecification admin() {
        return as(Map.of("sub", "the-operator", "scope", "gatehouse:admin"));
    }

    private static RequestSpecification as(Map<String, String> told) {
        try {
            String token = Base64.getUrlEncoder()
                    .encodeToString(new ObjectMapper().writeValueAsString(told).getBytes(StandardCharsets.UTF_8));
            return given().contentType("application/json").header("Authorization", "Bearer " + token);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
