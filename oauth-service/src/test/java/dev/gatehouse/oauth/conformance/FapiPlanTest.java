package dev.gatehouse.oauth.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Modules of the plan fapi2-security-profile-final-test-plan about requests and codes; what their clients prove is in
 * {@link FapiProofTest}. DPoP proofs are judged in token-service, and have their tests there.
 */
@QuarkusTest
@TestProfile(Peers.Present.class)
class FapiPlanTest {
    private static final String PROOF = "proof " + Fixtures.CHALLENGE;
    private final ClientAdministration clients;
    private final ConsentStore consents;
    private final RedisDataSource redis;
    private FapiClient app;

    @Inject
    FapiPlanTest(ClientAdministration clients, ConsentStore consents, RedisDataSource redis) {
        this.clients = clients;
        this.consents = consents;
        this.redis = redis;
    }

    @BeforeEach
    void register() throws Exception {
        app = new FapiClient(clients, consents);
    }

    @Test
    void discoveryEndpointVerification() {
        for (String document : new String[] {"openid-configuration", "oauth-authorization-server"}) {
            given().get("/.well-known/" + document)
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .body("issuer", equalTo(FapiClient.ISSUER))
                    .body("pushed_authorization_request_endpoint", startsWith(FapiClient.ISSUER))
                    .body("token_endpoint_auth_methods_supported", hasItem("private_key_jwt"))
                    .body("token_endpoint_auth_signing_alg_values_supported", hasItems("ES256", "PS256", "EdDSA"))
                    .body("dpop_signing_alg_values_supported", hasItems("ES256", "PS256", "EdDSA"))
                    .body("id_token_signing_alg_values_supported", hasItem("ES256"))
                    .body("code_challenge_methods_supported", equalTo(List.of("S256")))
                    .body("authorization_response_iss_parameter_supported", equalTo(true))
                    .body("grant_types_supported", hasItem("refresh_token"));
        }
    }

    @Test
    void happyFlow() throws IOException {
        var answer = Application.answer(app.visit(app.pushed(null)));
        assertEquals(FapiClient.ISSUER, answer.get("iss"));
        assertEquals("s", answer.get("state"));
        var tokens = app.exchange(String.valueOf(answer.get("code")), PROOF)
                .statusCode(200)
                .header("DPoP-Nonce", equalTo("next"))
                .body("token_type", equalTo("DPoP"));
        JsonNode terms = Application.order(tokens).path("terms");
        assertEquals(Fixtures.CHALLENGE, terms.path("confirmation").path("jkt").asText(), terms.toString());
    }

    @Test
    void userRejectsAuthentication() {
        var page = app.visit(app.pushed(null, "prompt", "consent"));
        var answer = Application.answer(Application.decide(app.user, page, "deny"));
        assertEquals("access_denied", answer.get("error"));
        assertEquals("s", answer.get("state"));
    }

    /** Without state and nonce, with long ones, with the scopes in another order. */
    @ParameterizedTest
    @ValueSource(strings = {"no state", "no nonce", "nonce of 64", "nonce of 384", "state of 1000", "scope"})
    void requestsThatSucceed(String which) throws IOException {
        String[] changes = switch (which) {
            case "no state" -> new String[] {"state", ""};
            case "no nonce" -> new String[] {"nonce", ""};
            case "nonce of 64" -> new String[] {"nonce", "n".repeat(64)};
            case "nonce of 384" -> new String[] {"nonce", "n".repeat(384)};
            case "state of 1000" -> new String[] {"state", "s".repeat(1000)};
            default -> new String[] {"scope", "email openid"};
        };
        var answer = Application.answer(app.visit(app.pushed(null, changes)));
        assertEquals(app.request(changes).get("state"), answer.get("state"));
        JsonNode order = Application.order(app.exchange(String.valueOf(answer.get("code")), PROOF));
        JsonNode nonce = order.path("id_token").path("nonce");
        assertEquals(app.request(changes).get("nonce"), nonce.isTextual() ? nonce.asText() : null);
    }

    /** What is beside the request that was pushed does not count. */
    @Test
    void stateAndNonceOutsideAreNotUsed() throws IOException {
        var without = Application.answer(app.visit(app.pushed(null, "state", ""), "state", "outside"));
        assertNull(without.get("state"));
        var other = Application.answer(
                app.visit(app.pushed(null), "state", "outside", "nonce", "outside", "scope", "openid profile"));
        assertEquals("s", other.get("state"));
        JsonNode order = Application.order(app.exchange(String.valueOf(other.get("code")), PROOF));
        assertEquals("n", order.path("id_token").path("nonce").asText());
        assertEquals("openid", order.path("scope").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge, '', invalid_request",
        "code_challenge_method, '', invalid_request",
        "code_challenge_method, plain, invalid_request",
        "redirect_uri, '', invalid_request",
        "redirect_uri, https://app.example/other, invalid_request",
        "redirect_uri, https://evil.example/cb, invalid_request",
        "redirect_uri, http://app.example/cb, invalid_request",
        "response_type, '', invalid_request",
        "response_type, code id_token, unsupported_response_type",
        "response_type, token, unsupported_response_type",
        "response_mode, fragment, invalid_request",
        "request_uri, urn:ietf:params:oauth:request_uri:x, invalid_request",
        "request_uri, https://app.example/request, invalid_request",
        "request, eyJhbGciOiJub25lIn0.e30., invalid_request_object",
        "scope, openid unheard:of, invalid_scope"
    })
    void whatIsPushedHasToBeInOrder(String name, String value, String error) {
        app.push(null, name, value)
                .statusCode(400)
                .body("error", equalTo(error))
                .body("request_uri", nullValue());
    }

    @Test
    void parRejectsAnInvalidHttpVerb() {
        app.proving(null).formParams(app.request()).put("/oauth2/par").then().statusCode(405);
        app.proving(null).queryParams(app.request()).get("/oauth2/par").then().statusCode(405);
    }

    @Test
    void ensureUnsignedAuthorizationRequestWithoutUsingParFails() {
        var answer = Application.answer(given().redirects()
                .follow(false)
                .queryParams(app.request())
                .get("/oauth2/authorize")
                .then());
        assertEquals("invalid_request", answer.get("error"));
        assertNull(answer.get("code"));
    }

    /** Signed by RS256, or by another client's key; what it lacks besides is in ObjectCheckTest. */
    @Test
    void aRequestObjectIsSignedAsTheProfileAsks() throws Exception {
        var other = new FapiClient(clients, consents);
        var claims = new JWTClaimsSet.Builder()
                .issuer(app.id)
                .claim("aud", FapiClient.ISSUER)
                .notBeforeTime(FapiClient.in(-1))
                .expirationTime(FapiClient.in(60));
        app.request().forEach(claims::claim);
        var built = claims.build();
        for (String object : new String[] {
            FapiClient.signed(built, "RS256", FapiClient.rsa(app.rsa)),
            FapiClient.signed(built, "ES256", FapiClient.curve(other.key))
        }) {
            app.push(null, "request", object).statusCode(400).body("error", equalTo("invalid_request_object"));
        }
        app.pushed(null, "request", FapiClient.signed(built, "PS256", FapiClient.rsa(app.rsa)));
    }

    @Test
    void theRequestUriLastsForLessThanTenMinutes() {
        app.push(null).statusCode(201).body("expires_in", greaterThan(4)).body("expires_in", lessThan(600));
    }

    @Test
    void parAttemptReuseRequestUri() {
        String uri = app.pushed(null);
        // Looked at by somebody who is not signed in, it is still good.
        given().redirects()
                .follow(false)
                .queryParam("client_id", app.id)
                .queryParam("request_uri", uri)
                .get("/oauth2/authorize")
                .then()
                .statusCode(303)
                .header("Location", startsWith("/login?"));
        Application.code(app.visit(uri));
        app.visit(uri).statusCode(400).header("Location", nullValue());
        var told = Application.answer(app.visit(uri, "redirect_uri", Fixtures.CALLBACK));
        assertEquals("invalid_request_uri", told.get("error"));
    }

    @Test
    void parAttemptToUseExpiredRequestUri() {
        String uri = app.pushed(null);
        redis.key().del("oauth:par:{" + Secrets.sha256(uri.substring(uri.lastIndexOf(':') + 1)) + "}");
        app.visit(uri).statusCode(400).header("Location", nullValue());
        var told = Application.answer(app.visit(uri, "redirect_uri", Fixtures.CALLBACK));
        assertEquals("invalid_request_uri", told.get("error"));
    }

    @Test
    void parEnsureRequestUriIsBoundToClient() throws Exception {
        var other = new FapiClient(clients, consents);
        other.visit(app.pushed(null)).statusCode(400).header("Location", nullValue());
    }

    @Test
    void attemptReuseAuthorizationCodeAfterOneSecond() {
        String code = app.code();
        app.exchange(code, PROOF).statusCode(200);
        app.exchange(code, PROOF).statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void ensureTokenEndpointFailsWithExpiredAuthCode() {
        String code = app.code();
        String kept = "oauth:code:{" + Secrets.sha256(code) + "}";
        assertTrue(redis.key().pttl(kept) <= 60_000);
        redis.key().del(kept);
        app.exchange(code, PROOF).statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void ensureAuthorizationCodeIsBoundToClient() throws Exception {
        String code = app.code();
        new FapiClient(clients, consents).exchange(code, PROOF).statusCode(400).body("error", equalTo("invalid_grant"));
        app.exchange(code, PROOF).statusCode(200);
    }

    @Test
    void ensurePkceCodeVerifierRequired() {
        FapiClient.redeem(app.proving(PROOF), app.code(), null).statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void incorrectPkceCodeVerifierRejected() {
        FapiClient.redeem(app.proving(PROOF), app.code(), Fixtures.CHALLENGE)
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }
}
