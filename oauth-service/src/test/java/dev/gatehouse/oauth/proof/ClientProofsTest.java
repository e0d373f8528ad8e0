package dev.gatehouse.oauth.proof;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMetadata;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that say who they are by assertions. Who gets through is refused a scope; no token can be had here. */
@QuarkusTest
class ClientProofsTest {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String ISSUER = "http://localhost:8080";
    private final ClientAdministration administration;
    private final ServiceTokens services;
    private final ObjectMapper json;

    @Inject
    ClientProofsTest(ClientAdministration administration, ServiceTokens services, ObjectMapper json) {
        this.administration = administration;
        this.services = services;
        this.json = json;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "PS256", "RS256"})
    void aKeyOfItsOwn(String algorithm) throws Exception {
        JWK key = key(algorithm);
        String id = keyed(key, "").client().clientId();
        through(token(assertion(id, algorithm, signer(key), "j-" + UUID.randomUUID())));
        refused(token(assertion(id, algorithm, signer(key(algorithm)), "j-" + UUID.randomUUID())), "key");
    }

    @Test
    void eachCountsOnceWhereverItIsShown() throws Exception {
        JWK key = key("ES256");
        String id = keyed(key, "").client().clientId();
        String shown = assertion(id, "ES256", signer(key), "once");
        through(token(shown));
        refused(token(shown), "used before");
        internal(id, shown).body("outcome", equalTo("invalid_client"));
        String another = assertion(id, "ES256", signer(key), "twice");
        internal(id, another).body("outcome", equalTo("client")).body("confidential", equalTo(true));
        refused(token(another), "used before");
        // The jti is the client's own: another one's is another.
        String neighbour = keyed(key, "").client().clientId();
        through(token(assertion(neighbour, "ES256", signer(key), "once")));
    }

    @Test
    void whatIsNotGoodIsNotSpent() throws Exception {
        JWK key = key("ES256");
        String id = keyed(key, "").client().clientId();
        refused(token(assertion(id, "ES256", signer(key("ES256")), "j")), "key");
        through(token(assertion(id, "ES256", signer(key), "j")));
    }

    @Test
    void theAlgorithmThatIsRegistered() throws Exception {
        JWK key = key("PS256");
        String id = keyed(key, ", \"token_endpoint_auth_signing_alg\": \"PS256\"")
                .client()
                .clientId();
        through(token(assertion(id, "PS256", signer(key), "a")));
        refused(token(assertion(id, "RS256", signer(key), "b")), "registered");
    }

    @Test
    void aSecretThatSigns() throws Exception {
        var saved = register("""
                {"client_name": "x", "grant_types": ["client_credentials"], "scope": "orders:read",
                 "token_endpoint_auth_method": "client_secret_jwt"}""");
        String id = saved.client().clientId();
        String secret = String.valueOf(saved.secret());
        through(token(assertion(id, "HS256", new MACSigner(secret), "a")));
        refused(token(assertion(id, "HS256", new MACSigner(secret + "x"), "b")), "key");
        var rotated =
                assertInstanceOf(ClientAdministration.Saved.class, administration.rotate(id, Duration.ofMinutes(5)));
        through(token(assertion(id, "HS256", new MACSigner(secret), "c")));
        through(token(assertion(id, "HS256", new MACSigner(String.valueOf(rotated.secret())), "d")));
        // Shown as it is, it is no proof, and is not to be learnt by the way.
        given().auth()
                .preemptive()
                .basic(id, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(401);
    }

    /** What is at an address that a client names is nobody's to learn here. */
    @Test
    void whyKeysCannotBeFetchedIsNotTold() throws Exception {
        JWK key = key("ES256");
        var saved = register("""
                {"client_name": "x", "grant_types": ["client_credentials"], "scope": "orders:read",
                 "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": "https://127.0.0.1/keys"}""");
        refused(token(assertion(saved.client().clientId(), "ES256", signer(key), "a")), "keys cannot be had.");
    }

    /** Each costs a verification, and whoever sends an assertion need not be the client. */
    @Test
    void ofManyKeysThatFitFourAreTried() throws Exception {
        var keys = new ArrayList<JWK>();
        for (int i = 0; i < 5; i++) {
            keys.add(key("ES256"));
        }
        String id = register("""
                {"client_name": "x", "grant_types": ["client_credentials"], "scope": "orders:read",
                 "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [%s]}}
                """.formatted(keys.stream()
                        .map(each -> each.toPublicJWK().toJSONString())
                        .collect(Collectors.joining(","))))
                .client()
                .clientId();
        through(token(assertion(id, "ES256", signer(keys.get(3)), "a")));
        refused(token(assertion(id, "ES256", signer(keys.get(4)), "b")), "key");
    }

    @Test
    void anAssertionIsNoSecretAndASecretNoAssertion() throws Exception {
        JWK key = key("ES256");
        var byKey = keyed(key, "").client().clientId();
        given().formParam("grant_type", "client_credentials")
                .formParam("client_id", byKey)
                .post("/oauth2/token")
                .then()
                .statusCode(401);
        var saved = register("""
                {"client_name": "x", "grant_types": ["client_credentials"], "scope": "orders:read"}""");
        token(assertion(saved.client().clientId(), "ES256", signer(key), "j")).statusCode(401);
        var open = register("""
                {"client_name": "x", "redirect_uris": ["https://app.example/cb"],
                 "token_endpoint_auth_method": "none"}""");
        token(assertion(open.client().clientId(), "ES256", signer(key), "j")).statusCode(401);
    }

    @Test
    void metadataNamesTheMethodsThatAreOn() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("token_endpoint_auth_methods_supported", hasItems("private_key_jwt", "client_secret_jwt"))
                // No proxy is believed to tell certificates.
                .body("token_endpoint_auth_methods_supported", not(hasItems("tls_client_auth")))
                .body("token_endpoint_auth_signing_alg_values_supported", hasItems("ES256", "PS256", "EdDSA"))
                .body("introspection_endpoint_auth_methods_supported", hasItems("private_key_jwt"))
                .body("dpop_signing_alg_values_supported", hasItems("ES256", "EdDSA"));
    }

    private ClientAdministration.Saved keyed(JWK key, String more) throws Exception {
        return register("""
                {"client_name": "x", "grant_types": ["client_credentials"], "scope": "orders:read",
                 "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [%s]}%s}
                """.formatted(key.toPublicJWK().toJSONString(), more));
    }

    private ClientAdministration.Saved register(String metadata) throws Exception {
        return assertInstanceOf(
                ClientAdministration.Saved.class,
                administration.register(json.readValue(metadata, ClientMetadata.class)));
    }

    private static ValidatableResponse token(String assertion) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("scope", "not:registered")
                .formParam("client_assertion_type", TYPE)
                .formParam("client_assertion", assertion)
                .post("/oauth2/token")
                .then();
    }

    private static void through(ValidatableResponse answer) {
        answer.statusCode(400).body("error", equalTo("invalid_scope"));
    }

    private static void refused(ValidatableResponse answer, String why) {
        answer.statusCode(401).body("error", equalTo("invalid_client")).body("error_description", containsString(why));
    }

    private ValidatableResponse internal(String id, String assertion) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + services.tokenFor("oauth-service"))
                .body(Map.of("client_id", id, "method", "none", "assertion", assertion))
                .post("/internal/clients/authentications")
                .then()
                .statusCode(200);
    }

    private static String assertion(String id, String algorithm, JWSSigner signer, String jti) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .issuer(id)
                .subject(id)
                .audience(ISSUER)
                .jwtID(jti)
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.parse(algorithm)), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static JWK key(String algorithm) throws Exception {
        return switch (algorithm) {
            case "ES256" -> new ECKeyGenerator(Curve.P_256).generate();
            default -> new RSAKeyGenerator(2048).generate();
        };
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        return switch (key) {
            case ECKey ec -> new ECDSASigner(ec);
            case RSAKey rsa -> new RSASSASigner(rsa);
            default -> throw new IllegalArgumentException();
        };
    }
}
