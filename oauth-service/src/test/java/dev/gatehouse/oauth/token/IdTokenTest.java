package dev.gatehouse.oauth.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.oauth.FormParameters;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.subject.Subjects;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What token-service is asked for ID tokens to be. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class IdTokenTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The point of RFC 7515, appendix A.3. */
    private static final Map<String, Object> CURVE = Map.of(
            "kty", "EC",
            "crv", "P-256",
            "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");

    /** The key is not one for the algorithm. */
    private static final Map<String, Object> UNFIT =
            Map.of("id_token_encrypted_response_alg", "RSA-OAEP", "jwks", Map.of("keys", List.of(CURVE)));

    private final ClientAdministration clients;
    private final ConsentStore consents;
    private final Subjects subjects;
    private final UUID user = UUID.randomUUID();

    @Inject
    IdTokenTest(ClientAdministration clients, ConsentStore consents, Subjects subjects) {
        this.clients = clients;
        this.consents = consents;
        this.subjects = subjects;
    }

    @Test
    void itTellsWhatTheScopeOpens() throws IOException {
        JsonNode order = exchanged(client(Map.of()));
        assertEquals("ann@example.test", claims(order).path("email").asText());
        JsonNode beside = order.path("terms").path("beside");
        assertTrue(beside.path("subject").isNull() || beside.path("subject").isMissingNode());
        assertTrue(beside.path("id_token_encryption").isNull()
                || beside.path("id_token_encryption").isMissingNode());
    }

    @Test
    void aClientMayRatherAskAtUserinfo() throws IOException {
        JsonNode order = exchanged(client(Map.of("id_token_user_claims", false)));
        assertTrue(claims(order).isObject());
        assertEquals(0, claims(order).size());
    }

    @Test
    void aClientOfASectorKnowsTheUserByAnotherName() throws IOException {
        RegisteredClient client = client(Map.of("subject_type", "pairwise"));
        JsonNode order = exchanged(client);
        assertEquals(user.toString(), order.path("subject").asText());
        String told = order.path("terms").path("beside").path("subject").asText();
        assertEquals(subjects.pairwise(client, user), told);
        assertEquals(43, told.length());
    }

    @Test
    void itIsEncryptedForTheClientsKey() throws IOException {
        RegisteredClient client = client(Map.of(
                "id_token_encrypted_response_alg", "ECDH-ES+A128KW",
                "id_token_encrypted_response_enc", "A256GCM",
                "jwks", Map.of("keys", List.of(CURVE))));
        JsonNode encryption = exchanged(client).path("terms").path("beside").path("id_token_encryption");
        assertEquals("ECDH-ES+A128KW", encryption.path("alg").asText());
        assertEquals("A256GCM", encryption.path("enc").asText());
        assertEquals(CURVE.get("x"), encryption.path("jwk").path("x").asText());
        JsonNode refreshed = order(refresh(client));
        assertEquals(encryption, refreshed.path("terms").path("beside").path("id_token_encryption"));
    }

    /** Once there is one, the same code gives them. */
    @Test
    void withoutAKeyToEncryptByThereAreNoTokensYet() throws IOException {
        RegisteredClient client = client(UNFIT);
        String code = code(client, "openid email");
        unavailable(exchange(client, code));
        unavailable(refresh(client));
        clients.change(
                client.clientId(),
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(Map.of("id_token_encrypted_response_alg", "ECDH-ES")));
        JsonNode encryption =
                order(exchange(client, code)).path("terms").path("beside").path("id_token_encryption");
        assertEquals("ECDH-ES", encryption.path("alg").asText());
    }

    private static void unavailable(ValidatableResponse answer) {
        answer.statusCode(503)
                .header("Retry-After", "2")
                .body("error", equalTo("temporarily_unavailable"))
                .body("error_description", containsString("cannot be encrypted now"));
    }

    @Test
    void whereThereIsNoIdTokenThereIsNothingToEncrypt() throws IOException {
        RegisteredClient client = client(UNFIT);
        assertFalse(
                order(exchange(client, code(client, "email"))).path("id_token").isObject());
        at(client)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", Secrets.generate(SecretKind.REFRESH_TOKEN))
                .formParam("scope", "email")
                .post("/oauth2/token")
                .then()
                .statusCode(200);
    }

    @Test
    void discoverySaysSo() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("id_token_encryption_alg_values_supported", hasItems("RSA-OAEP-256", "ECDH-ES"))
                .body("id_token_encryption_enc_values_supported", hasItems("A128CBC-HS256"));
    }

    private static JsonNode claims(JsonNode order) {
        return order.path("id_token").path("claims");
    }

    private JsonNode exchanged(RegisteredClient client) throws IOException {
        return order(exchange(client));
    }

    private static JsonNode order(ValidatableResponse answer) throws IOException {
        String token = answer.statusCode(200).extract().path("access_token");
        return JSON.readTree(Base64.getUrlDecoder().decode(token));
    }

    private ValidatableResponse exchange(RegisteredClient client) {
        return exchange(client, code(client, "openid email"));
    }

    private static ValidatableResponse exchange(RegisteredClient client, String code) {
        return at(client)
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("code_verifier", Fixtures.VERIFIER)
                .formParam("redirect_uri", Fixtures.CALLBACK)
                .post("/oauth2/token")
                .then();
    }

    private static ValidatableResponse refresh(RegisteredClient client) {
        return at(client)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", Secrets.generate(SecretKind.REFRESH_TOKEN))
                .post("/oauth2/token")
                .then();
    }

    private static RequestSpecification at(RegisteredClient client) {
        return given().formParam("client_id", client.clientId());
    }

    /** What the user allowed before is not asked again. */
    private String code(RegisteredClient client, String scope) {
        consents.allow(user, client.clientId(), Scope.of("openid", "email"));
        String location = given().redirects()
                .follow(false)
                .cookie(SessionService.COOKIE, user.toString())
                .queryParam("client_id", client.clientId())
                .queryParam("redirect_uri", Fixtures.CALLBACK)
                .queryParam("response_type", "code")
                .queryParam("scope", scope)
                .queryParam("code_challenge", Fixtures.CHALLENGE)
                .queryParam("code_challenge_method", "S256")
                .get("/oauth2/authorize")
                .header("Location");
        var answer = FormParameters.parse(URI.create(location).getRawQuery());
        return Objects.requireNonNull(answer.get("code"), location);
    }

    private RegisteredClient client(Map<String, Object> more) {
        var asked = Fixtures.metadata(
                        "An application",
                        List.of(Fixtures.CALLBACK),
                        List.of("authorization_code", "refresh_token"),
                        null,
                        Scope.of("openid", "email"),
                        "none",
                        null,
                        null)
                .with(more);
        return assertInstanceOf(ClientAdministration.Saved.class, clients.register(asked))
                .client();
    }
}
