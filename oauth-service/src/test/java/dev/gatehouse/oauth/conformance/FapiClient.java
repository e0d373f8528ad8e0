package dev.gatehouse.oauth.conformance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientAdministration.Saved;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.consent.ConsentStore;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client of the FAPI 2.0 Security Profile: private_key_jwt, DPoP, and a user who lets it do what it asks for. */
final class FapiClient {
    static final String ISSUER = "http://localhost:8080";
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Scope SCOPE = Scope.of("openid", "profile", "email", "offline_access");
    final String id;
    final UUID user = UUID.randomUUID();
    final ECKey key;
    final RSAKey rsa;

    FapiClient(ClientAdministration clients, ConsentStore consents) throws JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        List<Object> keys =
                List.of(key.toPublicJWK().toJSONObject(), rsa.toPublicJWK().toJSONObject());
        var asked = new ClientMetadata(
                "A bank's application",
                List.of(Fixtures.CALLBACK),
                List.of("authorization_code", "refresh_token"),
                null,
                SCOPE,
                "private_key_jwt",
                null,
                null,
                null,
                null,
                null,
                null,
                "ES256",
                null,
                null,
                null,
                Map.of("profile", "fapi2", "dpop_bound_access_tokens", true, "jwks", Map.of("keys", keys)));
        id = assertInstanceOf(Saved.class, clients.register(asked)).client().clientId();
        consents.allow(user, id, SCOPE);
    }

    /** Of an assertion that is good. */
    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(id)
                .subject(id)
                .claim("aud", ISSUER)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(in(0))
                .expirationTime(in(60));
    }

    static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    String assertion() {
        return signed(claims().build());
    }

    String signed(JWTClaimsSet claims) {
        return signed(claims, "ES256", curve(key));
    }

    static String signed(JWTClaimsSet claims, String algorithm, JWSSigner signer) {
        try {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.parse(algorithm)), claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWSSigner curve(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWSSigner rsa(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names and values in turn, in place of those of a request that is in order; an empty one takes one away. */
    Map<String, String> request(String... changes) {
        var request = new LinkedHashMap<>(Map.of(
                "client_id", id,
                "redirect_uri", Fixtures.CALLBACK,
                "response_type", "code",
                "scope", "openid",
                "state", "s",
                "nonce", "n",
                "code_challenge", Fixtures.CHALLENGE,
                "code_challenge_method", "S256"));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1].isEmpty()) {
                request.remove(changes[i]);
            } else {
                request.put(changes[i], changes[i + 1]);
            }
        }
        return request;
    }

    /** With a good assertion. @param proof of DPoP; null for none */
    RequestSpecification proving(@Nullable String proof) {
        return asserting(assertion(), proof);
    }

    static RequestSpecification asserting(String assertion, @Nullable String proof) {
        var call = given().formParam("client_assertion_type", TYPE).formParam("client_assertion", assertion);
        return proof == null ? call : call.header("DPoP", proof);
    }

    ValidatableResponse push(@Nullable String proof, String... changes) {
        return proving(proof).formParams(request(changes)).post("/oauth2/par").then();
    }

    /** The request_uri of a request that is in order but for the changes. */
    String pushed(@Nullable String proof, String... changes) {
        return push(proof, changes)
                .statusCode(201)
                .body("request_uri", startsWith("urn:ietf:params:oauth:request_uri:"))
                .extract()
                .path("request_uri");
    }

    /** What the user gets who brings it. @param beside names and values in turn */
    ValidatableResponse visit(String requestUri, String... beside) {
        var visitor = given().redirects()
                .follow(false)
                .cookie(SessionService.COOKIE, user.toString())
                .queryParam("client_id", id)
                .queryParam("request_uri", requestUri);
        for (int i = 0; i < beside.length; i += 2) {
            visitor.queryParam(beside[i], beside[i + 1]);
        }
        return visitor.get("/oauth2/authorize").then();
    }

    String code() {
        return Application.code(visit(pushed(null)));
    }

    ValidatableResponse exchange(String code, @Nullable String proof) {
        return redeem(proving(proof), code, Fixtures.VERIFIER);
    }

    static ValidatableResponse redeem(RequestSpecification call, String code, @Nullable String verifier) {
        var form = call.formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", Fixtures.CALLBACK);
        return (verifier == null ? form : form.formParam("code_verifier", verifier))
                .post("/oauth2/token")
                .then();
    }
}
