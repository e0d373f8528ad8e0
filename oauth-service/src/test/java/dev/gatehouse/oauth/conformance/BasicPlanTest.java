package dev.gatehouse.oauth.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules of the plan oidcc-basic-certification-test-plan, by their names: codes, and the tokens that they give. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class BasicPlanTest {
    private final ClientAdministration clients;
    private final ConsentStore consents;
    private final RedisDataSource redis;
    private final String peers;
    private Application app;

    @Inject
    BasicPlanTest(
            ClientAdministration clients,
            ConsentStore consents,
            RedisDataSource redis,
            @ConfigProperty(name = "gatehouse.peers.token") String peers) {
        this.clients = clients;
        this.consents = consents;
        this.redis = redis;
        this.peers = peers;
    }

    @BeforeEach
    void register() {
        app = new Application(clients, consents, Map.of());
    }

    @Test
    void oidccServer() throws IOException {
        var answer = Application.answer(app.ask());
        assertEquals("s", answer.get("state"));
        assertEquals("http://localhost:8080", answer.get("iss"));
        var tokens = app.exchange(String.valueOf(answer.get("code")))
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", containsString("no-store"))
                .body("token_type", equalTo("Bearer"));
        JsonNode order = Application.order(tokens);
        assertEquals(app.id, order.path("id_token").path("audience").asText());
        assertEquals("n", order.path("id_token").path("nonce").asText());
        assertEquals(app.user.toString(), order.path("subject").asText());
    }

    @Test
    void oidccServerClientSecretPost() {
        var post = new Application(clients, consents, "client_secret_post", Map.of());
        String code = Application.code(post.ask());
        // By the header it is not the one that it is registered as.
        post.exchange(code).statusCode(401).body("error", equalTo("invalid_client"));
        given().formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", Fixtures.CALLBACK)
                .formParam("client_id", post.id)
                .formParam("client_secret", post.secret)
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void oidccEnsureRequestWithoutNonceSucceedsForCodeFlow() throws IOException {
        JsonNode order = Application.order(app.exchange(Application.code(app.ask("nonce", ""))));
        assertTrue(order.path("id_token").path("nonce").isNull()
                || order.path("id_token").path("nonce").isMissingNode());
    }

    /** oidcc-scope-profile, -email, -address, -phone, -all, and oidcc-ensure-other-scope-order-succeeds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "openid profile",
                "openid email",
                "openid address",
                "openid phone",
                "openid profile email address phone",
                "email openid"
            })
    void oidccScopes(String scope) throws IOException {
        JsonNode order = Application.order(app.exchange(Application.code(app.ask("scope", scope))));
        assertEquals(scope, order.path("scope").asText());
        assertTrue(order.path("id_token").isObject());
    }

    @Test
    void oidccEnsureOtherScopeOrderSucceeds() throws IOException {
        JsonNode order = Application.order(app.exchange(Application.code(app.ask("scope", "email openid"))));
        assertEquals(
                "ann@example.test",
                order.path("id_token").path("claims").path("email").asText());
    }

    @Test
    void oidccCodereuse() {
        String code = Application.code(app.ask());
        app.exchange(code).statusCode(200);
        long before = revoked();
        app.exchange(code).statusCode(400).body("error", equalTo("invalid_grant"));
        assertEquals(before + 1, revoked());
    }

    /** What the first use gave stays noted for longer than the module waits. */
    @Test
    void oidccCodereuse30seconds() {
        String code = Application.code(app.ask());
        app.exchange(code).statusCode(200);
        String used = "oauth:code:used:{" + Secrets.sha256(code) + "}:" + app.id;
        assertTrue(redis.key().pttl(used) > 60_000);
    }

    private long revoked() {
        return given().get(peers + "/seen").asString().lines().count();
    }

    @Test
    void oidccClaimsEssential() throws IOException {
        var led = app.ask("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}");
        JsonNode order = Application.order(app.exchange(Application.code(led)));
        assertEquals("[\"name\"]", order.path("terms").path("userinfo_claims").toString(), order.toString());
    }

    @Test
    void oidccRefreshToken() throws IOException {
        ValidatableResponse page = app.ask("scope", "openid offline_access", "prompt", "consent");
        JsonNode order = Application.order(app.exchange(Application.code(Application.decide(app.user, page, "allow"))));
        assertTrue(order.path("refresh").asBoolean());
        given().auth()
                .preemptive()
                .basic(app.id, app.secret)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", Secrets.generate(SecretKind.REFRESH_TOKEN))
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void oidccEnsureRequestWithValidPkceSucceeds() {
        String code = Application.code(app.ask("code_challenge", Fixtures.CHALLENGE, "code_challenge_method", "S256"));
        app.exchange(code, "code_verifier", Fixtures.VERIFIER).statusCode(200);
    }

    /** RFC 7636, section 4.6; and a verifier for what had no challenge was added on the way. */
    @Test
    void aVerifierThatIsWrongOrMissingOrUnaskedForGivesNothing() {
        for (String[] verifier : new String[][] {{}, {"code_verifier", Fixtures.CHALLENGE}}) {
            String code =
                    Application.code(app.ask("code_challenge", Fixtures.CHALLENGE, "code_challenge_method", "S256"));
            app.exchange(code, verifier).statusCode(400).body("error", equalTo("invalid_grant"));
        }
        app.exchange(Application.code(app.ask()), "code_verifier", Fixtures.VERIFIER)
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }
}
