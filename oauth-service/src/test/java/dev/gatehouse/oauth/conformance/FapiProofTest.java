package dev.gatehouse.oauth.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules of the plan fapi2-security-profile-final-test-plan about what clients prove: who they are, and which key is theirs. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class FapiProofTest {
    private static final String PROOF = "proof " + Fixtures.CHALLENGE;
    private static final String OTHER = "proof " + "o".repeat(43);
    private final ClientAdministration clients;
    private final ConsentStore consents;
    private FapiClient app;

    @Inject
    FapiProofTest(ClientAdministration clients, ConsentStore consents) {
        this.clients = clients;
        this.consents = consents;
    }

    @BeforeEach
    void register() throws Exception {
        app = new FapiClient(clients, consents);
    }

    /** The cases of fapi2-security-profile-final-ensure-invalid-client-assertions-fail, at both endpoints. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "no sub",
                "another sub",
                "no iss",
                "another iss",
                "no aud",
                "unrelated aud",
                "aud is the PAR endpoint",
                "aud is the token endpoint",
                "aud is a list",
                "no exp",
                "expired",
                "iat in the future",
                "nbf in the future",
                "lasts an hour",
                "no jti",
                "RS256",
                "none",
                "another key",
                "not signed"
            })
    void ensureInvalidClientAssertionsFail(String wrong) throws Exception {
        unknown(FapiClient.asserting(assertion(wrong), null)
                .formParams(app.request())
                .post("/oauth2/par")
                .then());
        unknown(FapiClient.redeem(FapiClient.asserting(assertion(wrong), PROOF), "any", Fixtures.VERIFIER));
    }

    private String assertion(String wrong) throws Exception {
        JWTClaimsSet.Builder claims = app.claims();
        JWTClaimsSet built = (switch (wrong) {
                    case "no sub" -> claims.subject(null);
                    case "another sub" -> claims.subject("another");
                    case "no iss" -> claims.issuer(null);
                    case "another iss" -> claims.issuer("another");
                    case "no aud" -> claims.claim("aud", null);
                    case "unrelated aud" -> claims.claim("aud", "https://other.example");
                    case "aud is the PAR endpoint" -> claims.claim("aud", FapiClient.ISSUER + "/oauth2/par");
                    case "aud is the token endpoint" -> claims.claim("aud", FapiClient.ISSUER + "/oauth2/token");
                    case "aud is a list" -> claims.claim("aud", List.of(FapiClient.ISSUER, "https://other.example"));
                    case "no exp" -> claims.expirationTime(null);
                    case "expired" -> claims.expirationTime(FapiClient.in(-300));
                    case "iat in the future" -> claims.issueTime(FapiClient.in(65));
                    case "nbf in the future" -> claims.notBeforeTime(FapiClient.in(65));
                    case "lasts an hour" -> claims.expirationTime(FapiClient.in(3600));
                    case "no jti" -> claims.jwtID(null);
                    default -> claims;
                })
                .build();
        return switch (wrong) {
            case "RS256" -> FapiClient.signed(built, "RS256", FapiClient.rsa(app.rsa));
            case "none" -> base64("{\"alg\":\"none\"}") + "." + base64(built.toString()) + ".";
            case "another key" ->
                FapiClient.signed(built, "ES256", FapiClient.curve(new FapiClient(clients, consents).key));
            case "not signed" -> app.signed(built).replaceFirst("\\.[^.]*$", ".") + "A".repeat(86);
            default -> app.signed(built);
        };
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Who says nothing of who it is, or in no way that there is. */
    @Test
    void withoutAnAssertionItIsNobody() {
        String code = app.code();
        for (RequestSpecification call : List.of(
                given().formParam("client_id", app.id),
                given().formParam("client_id", app.id).formParam("client_assertion", app.assertion()),
                given().formParam("client_assertion", app.assertion()).formParam("client_assertion_type", "jwt"),
                given().formParam("client_id", app.id).formParam("client_secret", "secret"))) {
            unknown(FapiClient.redeem(call.header("DPoP", PROOF), code, Fixtures.VERIFIER));
        }
        app.exchange(code, PROOF).statusCode(200);
    }

    /** The second client's name with the first one's key, and the other way round. */
    @Test
    void ensureClientIdInTokenEndpoint() throws Exception {
        var other = new FapiClient(clients, consents);
        String code = app.code();
        unknown(FapiClient.redeem(
                FapiClient.asserting(
                        FapiClient.signed(other.claims().build(), "ES256", FapiClient.curve(app.key)), PROOF),
                code,
                Fixtures.VERIFIER));
        unknown(FapiClient.redeem(app.proving(PROOF).formParam("client_id", other.id), code, Fixtures.VERIFIER));
        app.exchange(code, PROOF).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8, 10})
    void clocksMayDifferByTenSeconds(long seconds) {
        var claims = app.claims()
                .issueTime(FapiClient.in(seconds))
                .notBeforeTime(FapiClient.in(seconds))
                .build();
        FapiClient.asserting(app.signed(claims), null)
                .formParams(app.request())
                .post("/oauth2/par")
                .then()
                .statusCode(201);
        var byRsa = FapiClient.signed(app.claims().build(), "PS256", FapiClient.rsa(app.rsa));
        FapiClient.asserting(byRsa, null)
                .formParams(app.request())
                .post("/oauth2/par")
                .then()
                .statusCode(201);
    }

    @Test
    void anAssertionCountsOnce() {
        String assertion = app.assertion();
        FapiClient.asserting(assertion, null)
                .formParams(app.request())
                .post("/oauth2/par")
                .then()
                .statusCode(201);
        unknown(FapiClient.asserting(assertion, null)
                .formParams(app.request())
                .post("/oauth2/par")
                .then());
    }

    /** FAPI 2.0 Security Profile, section 5.4: RSA keys have 2048 bits at least. */
    @Test
    void aShortKeySignsNothing() throws Exception {
        RSAKey small = new RSAKeyGenerator(1024, true).keyID("rsa").generate();
        List<Object> keys = List.of(
                app.key.toPublicJWK().toJSONObject(), small.toPublicJWK().toJSONObject());
        clients.change(
                app.id,
                Fixtures.metadata(null, null, null, null, null, null, null, null)
                        .with(Map.of("jwks", Map.of("keys", keys))));
        String assertion =
                FapiClient.signed(app.claims().build(), "PS256", new RSASSASigner(small.toPrivateKey(), true));
        unknown(FapiClient.asserting(assertion, null)
                .formParams(app.request())
                .post("/oauth2/par")
                .then());
    }

    @Test
    void ensureHolderOfKeyRequired() {
        String code = app.code();
        app.exchange(code, null).statusCode(400).body("error", equalTo("invalid_request"));
        app.exchange(code, "bad").statusCode(400).body("error", equalTo("invalid_dpop_proof"));
        app.proving(PROOF)
                .header("DPoP", PROOF)
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_dpop_proof"));
        // None of this has spent the code.
        app.exchange(code, PROOF).statusCode(200);
    }

    /** A proof that is signed by what the profile does not admit: section 5.4. */
    @ParameterizedTest
    @ValueSource(strings = {"RS256", "none", "HS256"})
    void aProofIsSignedAsTheProfileAsks(String algorithm) {
        String proof = base64("{\"typ\":\"dpop+jwt\",\"alg\":\"" + algorithm + "\"}") + "." + base64("{}") + ".AA";
        app.exchange(app.code(), proof).statusCode(400).body("error", equalTo("invalid_dpop_proof"));
        app.push(proof).statusCode(400).body("error", equalTo("invalid_dpop_proof"));
    }

    /** The assertion that came with a proof without nonce counts once more. */
    @Test
    void aNonceIsAskedFor() {
        String assertion = app.assertion();
        FapiClient.asserting(assertion, "stale")
                .formParams(app.request())
                .post("/oauth2/par")
                .then()
                .statusCode(400)
                .header("DPoP-Nonce", equalTo("fresh"))
                .body("error", equalTo("use_dpop_nonce"));
        FapiClient.asserting(assertion, PROOF)
                .formParams(app.request())
                .post("/oauth2/par")
                .then()
                .statusCode(201);
    }

    @Test
    void ensureMismatchedDpopJktFails() {
        app.push(OTHER, "dpop_jkt", Fixtures.CHALLENGE).statusCode(400).body("error", equalTo("invalid_dpop_proof"));
    }

    /** By dpop_jkt, or by the proof that came with the request. */
    @Test
    void aCodeIsBoundToTheKeyOfTheRequest() {
        for (String uri : List.of(
                app.pushed(null, "dpop_jkt", Fixtures.CHALLENGE),
                app.pushed(PROOF),
                app.pushed(PROOF, "dpop_jkt", Fixtures.CHALLENGE))) {
            app.exchange(Application.code(app.visit(uri)), PROOF).statusCode(200);
        }
        for (String uri : List.of(app.pushed(null, "dpop_jkt", Fixtures.CHALLENGE), app.pushed(PROOF))) {
            app.exchange(Application.code(app.visit(uri)), OTHER)
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));
        }
    }

    /** They stay the same (section 5.3.2.1), and without the key they give nothing. */
    @Test
    void refreshTokens() throws IOException {
        var page = app.visit(app.pushed(null, "scope", "openid offline_access"));
        var order = Application.order(app.exchange(Application.code(page), PROOF));
        assertTrue(order.path("refresh").asBoolean());
        assertFalse(order.path("terms").path("beside").path("rotates").asBoolean(true), order.toString());
        refresh(app.proving(null)).statusCode(400).body("error", equalTo("invalid_request"));
        unknown(refresh(given().formParam("client_id", app.id).header("DPoP", PROOF)));
        refresh(app.proving(PROOF)).statusCode(200);
    }

    private static ValidatableResponse refresh(RequestSpecification call) {
        return call.formParam("grant_type", "refresh_token")
                .formParam("refresh_token", Secrets.generate(SecretKind.REFRESH_TOKEN))
                .post("/oauth2/token")
                .then();
    }

    private static void unknown(ValidatableResponse answer) {
        answer.statusCode(anyOf(is(400), is(401)))
                .contentType("application/json")
                .body("error", anyOf(equalTo("invalid_client"), equalTo("invalid_request")));
    }
}
