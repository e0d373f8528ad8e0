package dev.gatehouse.oauth.userinfo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.KeysInMemory;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients learn of users, and how (OpenID Connect Core, section 5.3). */
@QuarkusTest
@TestProfile(Peers.Present.class)
class UserInfoTest {
    private static final String PATH = "/oauth2/userinfo";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final ClientAdministration clients;
    private final KeysInMemory keys;
    private final String user = UUID.randomUUID().toString();

    @Inject
    UserInfoTest(ClientAdministration clients, KeysInMemory keys) {
        this.clients = clients;
        this.keys = keys;
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "post", "form", "empty post"})
    void aTokenTellsWhatItsScopeOpens(String way) {
        String token = token(Map.of("scope", "openid email"));
        var answer = switch (way) {
            case "get" -> given().header("Authorization", "Bearer " + token).get(PATH);
            case "form" -> given().formParam("access_token", token).post(PATH);
            case "post" ->
                given().header("Authorization", "Bearer " + token)
                        .formParam("other", "1")
                        .post(PATH);
            default -> given().header("Authorization", "Bearer " + token).post(PATH);
        };
        answer.then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .header("Cache-Control", "no-store")
                .body("sub", equalTo(user))
                .body("email", equalTo("ann@example.test"))
                .body("email_verified", equalTo(true))
                .body("name", nullValue())
                .body("phone_number", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "profile | \"name\": \"Ann Example\", \"preferred_username\": \"ann\", \"updated_at\": 1767225600",
                "email | \"email\": \"ann@example.test\", \"email_verified\": true",
                "address | \"address\": {\"locality\": \"Leeds\"}",
                "phone | \"phone_number\": \"+441234567890\", \"phone_number_verified\": false",
                "profile email address phone | \"name\": \"Ann Example\", \"preferred_username\": \"ann\","
                        + " \"updated_at\": 1767225600, \"email\": \"ann@example.test\", \"email_verified\": true,"
                        + " \"address\": {\"locality\": \"Leeds\"},"
                        + " \"phone_number\": \"+441234567890\", \"phone_number_verified\": false"
            })
    void eachScopeOpensItsOwnClaims(String scope, String claims) throws IOException {
        String told = userInfo(Map.of("scope", "openid " + scope))
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(JSON.readTree("{\"sub\": \"" + user + "\", " + claims + "}"), JSON.readTree(told));
    }

    @Test
    void whatIsAskedForByNameIsTold() {
        userInfo(Map.of("scope", "openid", "userinfo_claims", List.of("name", "nickname", "subject")))
                .statusCode(200)
                .body("$", equalTo(Map.of("sub", user, "name", "Ann Example")));
    }

    @Test
    void aClientWithNamesOfItsOwnForUsersIsToldThat() {
        userInfo(Map.of("scope", "openid", "client_subject", "another"))
                .statusCode(200)
                .body("sub", equalTo("another"));
    }

    @Test
    void withoutATokenNothingIsSaidOfErrors() {
        given().get(PATH).then().statusCode(401).header("WWW-Authenticate", "Bearer");
        given().auth()
                .preemptive()
                .basic("ann", "secret")
                .get(PATH)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void aTokenThatIsNoneIsRefusedWithoutOtherWaysIn() {
        var challenges = given().header("Authorization", "Bearer !")
                .get(PATH)
                .then()
                .statusCode(401)
                .extract()
                .headers()
                .getValues("WWW-Authenticate");
        String metadata = ", resource_metadata=\"http://localhost:8080/.well-known/oauth-protected-resource\"";
        assertEquals(List.of("Bearer realm=\"x\", error=\"invalid_token\"" + metadata), challenges);
    }

    @Test
    void twoTokensAreNone() {
        given().header("Authorization", "Bearer a")
                .formParam("access_token", "a")
                .post(PATH)
                .then()
                .statusCode(400)
                .header("WWW-Authenticate", "Bearer error=\"invalid_request\"")
                .body("code", equalTo("invalid_request"));
        given().queryParam("access_token", "a").get(PATH).then().statusCode(400);
    }

    @Test
    void onlyTokensOfUsersWithOpenid() {
        userInfo(Map.of("scope", "email"))
                .statusCode(403)
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"openid\"");
        given().header("Authorization", "Bearer " + encoded(Map.of("sub", "client-1", "scope", "openid")))
                .get(PATH)
                .then()
                .statusCode(403);
    }

    @Test
    void scriptsOfOtherOriginsMayShowTokens() {
        given().header("Origin", "https://spa.example")
                .header("Access-Control-Request-Method", "GET")
                .options(PATH)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Headers", containsString("Authorization"))
                .header("Access-Control-Allow-Credentials", nullValue());
        given().header("Origin", "https://spa.example")
                .get(PATH)
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", "*");
    }

    @Test
    void aClientMayHaveItSigned() throws IOException {
        String client = client(Map.of("userinfo_signed_response_alg", "ES256"));
        JsonNode order = signed(Map.of("scope", "openid email", "client_id", client));
        assertEquals("userinfo", order.path("purpose").asText());
        assertEquals(client, order.path("client_id").asText());
        assertEquals("ES256", order.path("algorithm").asText());
        assertEquals(user, order.path("claims").path("sub").asText());
        assertEquals("ann@example.test", order.path("claims").path("email").asText());
        assertTrue(order.path("encryption").isMissingNode()
                || order.path("encryption").isNull());
    }

    @Test
    void aClientMayHaveItEncryptedForItsKey() throws IOException {
        String client = client(Map.of(
                "userinfo_signed_response_alg", "RS256",
                "userinfo_encrypted_response_alg", "ECDH-ES",
                "jwks", Map.of("keys", List.of(curve("sig"), curve("enc")))));
        JsonNode encryption =
                signed(Map.of("scope", "openid", "client_id", client)).path("encryption");
        assertEquals("ECDH-ES", encryption.path("alg").asText());
        assertEquals("A128CBC-HS256", encryption.path("enc").asText());
        assertEquals("enc", encryption.path("jwk").path("use").asText());
    }

    @Test
    void whatCannotBeEncryptedIsNotSaid() {
        String client = client(Map.of(
                "userinfo_signed_response_alg", "RS256",
                "userinfo_encrypted_response_alg", "RSA-OAEP",
                "jwks", Map.of("keys", List.of(curve("enc")))));
        userInfo(Map.of("scope", "openid", "client_id", client)).statusCode(503).body("sub", nullValue());
    }

    @Test
    void aClientThatVerifiesByASharedKeyIsGivenOne() {
        assertTrue(keys.shares(client(Map.of("userinfo_signed_response_alg", "HS256"))));
    }

    @Test
    void aClientThatIsGoneIsToldNothing() {
        userInfo(Map.of("scope", "openid", "client_id", "gone")).statusCode(401);
    }

    @Test
    void discoverySaysSo() {
        given().get("/.well-known/openid-configuration")
                .then()
                .body("userinfo_signing_alg_values_supported", hasItems("RS256", "ES256"))
                .body("userinfo_encryption_alg_values_supported", hasItems("RSA-OAEP", "ECDH-ES"))
                .body("userinfo_encryption_enc_values_supported", hasItems("A128CBC-HS256"))
                .body("userinfo_signing_alg_values_supported", not(hasItems("none")));
    }

    private JsonNode signed(Map<String, Object> told) throws IOException {
        String jwt = userInfo(told)
                .statusCode(200)
                .contentType(startsWith("application/jwt"))
                .extract()
                .asString();
        return JSON.readTree(Base64.getUrlDecoder().decode(jwt));
    }

    private ValidatableResponse userInfo(Map<String, Object> told) {
        return given().header("Authorization", "Bearer " + token(told))
                .get(PATH)
                .then();
    }

    private String token(Map<String, Object> told) {
        var all = new HashMap<>(told);
        all.put("sub", user);
        all.put("username", "ann");
        return encoded(all);
    }

    private static String encoded(Map<String, Object> told) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(JSON.writeValueAsString(told).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String client(Map<String, Object> more) {
        var asked = Fixtures.metadata("An application", List.of(Fixtures.CALLBACK), null, null, null, null, null, null)
                .with(more);
        return assertInstanceOf(ClientAdministration.Saved.class, clients.register(asked))
                .client()
                .clientId();
    }

    /** The point of RFC 7515, appendix A.3. */
    private static Map<String, Object> curve(String use) {
        return Map.of(
                "kty", "EC",
                "crv", "P-256",
                "use", use,
                "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    }
}
