package dev.gatehouse.token.signature;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.token.clientkey.Sharing;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is signed for oauth-service, verified by Nimbus with the published keys. */
@QuarkusTest
class SignaturesTest {
    private static final String ISSUER = "http://localhost:8080";
    private final String client = "app-" + UUID.randomUUID();
    private final Sharing sharing;

    @Inject
    SignaturesTest(ServiceTokens services) {
        sharing = new Sharing(services);
    }

    @Test
    void anAnswerOfTheUserInfoEndpointIsForTheClientAndHasNoEnd() throws Exception {
        var address = Map.of("locality", "London");
        SignedJWT jwt = verified(signed("userinfo", null, Map.of("sub", "s", "address", address)));
        assertEquals("JWT", jwt.getHeader().getType().getType());
        assertEquals("RS256", jwt.getHeader().getAlgorithm().getName());
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertEquals(ISSUER, claims.getIssuer());
        assertEquals(List.of(client), claims.getAudience());
        assertEquals("s", claims.getSubject());
        assertEquals(address, claims.getClaim("address"));
        assertNull(claims.getExpirationTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256"})
    void aResponseIsSignedAsAsked(String algorithm) throws Exception {
        SignedJWT jwt = verified(signed("authorization_response", algorithm, Map.of("code", "c", "state", "x")));
        assertEquals(algorithm, jwt.getHeader().getAlgorithm().getName());
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertEquals("c", claims.getStringClaim("code"));
        assertTrue(claims.getExpirationTime().after(new Date()));
        assertNull(claims.getSubject());
    }

    @Test
    void aLogoutTokenSaysWhoWasSignedOut() throws Exception {
        SignedJWT jwt = verified(signed("logout", "ES256", Map.of("sub", "s", "sid", "one")));
        assertEquals("logout+jwt", jwt.getHeader().getType().getType());
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertEquals("one", claims.getStringClaim("sid"));
        assertEquals(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()), claims.getClaim("events"));
        assertNotNull(claims.getJWTID());
        assertNotNull(claims.getIssueTime());
        assertNotNull(claims.getExpirationTime());
    }

    @Test
    void aSharedKeySignsForItsClient() throws Exception {
        sharing.with(client);
        SignedJWT jwt = SignedJWT.parse(signed("userinfo", "HS256", Map.of("sub", "s")));
        byte[] key = Base64URL.from(sharing.of(client).getString("keys[0].k")).decode();
        assertTrue(jwt.verify(new MACVerifier(key)));
    }

    @Test
    void whatIsSignedIsEncryptedInside() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("theirs").generate();
        var order = order("userinfo", null, Map.of("sub", "s"));
        order.put(
                "encryption",
                Map.of(
                        "alg",
                        "RSA-OAEP-256",
                        "enc",
                        "A256GCM",
                        "jwk",
                        key.toPublicJWK().toJSONObject()));
        JWEObject jwe =
                JWEObject.parse(post(order).then().statusCode(200).extract().path("jwt"));
        jwe.decrypt(new RSADecrypter(key));
        assertEquals(
                "s", verified(jwe.getPayload().toString()).getJWTClaimsSet().getSubject());
    }

    @Test
    void noTokenOfAnotherKindIsSigned() {
        for (String name :
                List.of("nonce", "at_hash", "exp", "iss", "aud", "client_id", "scope", "events", "auth_time")) {
            refused(order("userinfo", null, Map.of("sub", "s", name, "x")));
        }
        refused(order("userinfo", null, Map.of("name", "nobody's")));
        refused(order("authorization_response", null, Map.of("code", "c", "sub", "s")));
        refused(order("authorization_response", null, Map.of("code", "c", "error", "e")));
        refused(order("authorization_response", null, Map.of("code", Map.of())));
        refused(order("authorization_response", null, Map.of("state", "x")));
        refused(order("logout", null, Map.of()));
        refused(order("logout", null, Map.of("sub", "s", "nonce", "n")));
        refused(order("logout", null, Map.of("sub", "s", "scope", "openid")));
    }

    @Test
    void whatHasNoBoundIsNotSigned() {
        refused(order("userinfo", null, Map.of("sub", "s", "name", "x".repeat(17_000))));
        Object deep = "x";
        for (int i = 0; i < 5; i++) {
            deep = List.of(deep);
        }
        refused(order("userinfo", null, Map.of("sub", "s", "name", deep)));
        var forever = order("logout", null, Map.of("sub", "s"));
        forever.put("lifetime", 86400);
        refused(forever);
        refused(order("logout", "none", Map.of("sub", "s")));
        refused(order("logout", "HS512", Map.of("sub", "s")));
        var nowhere = order("userinfo", null, Map.of("sub", "s"));
        nowhere.put("encryption", Map.of("alg", "RSA1_5", "enc", "A128GCM", "jwk", Map.of("kty", "RSA")));
        refused(nowhere);
    }

    @Test
    void onlyServicesAreServed() {
        given().contentType("application/json")
                .body(order("logout", null, Map.of("sub", "s")))
                .post("/internal/tokens/signatures")
                .then()
                .statusCode(401);
    }

    private void refused(Map<String, Object> order) {
        post(order).then().statusCode(200).body("outcome", equalTo("refused"));
    }

    private String signed(String purpose, @Nullable String algorithm, Map<String, Object> claims) {
        return post(order(purpose, algorithm, claims))
                .then()
                .statusCode(200)
                .body("outcome", equalTo("signed"))
                .extract()
                .path("jwt");
    }

    private Response post(Map<String, Object> order) {
        return sharing.internal().body(order).post("/internal/tokens/signatures");
    }

    private Map<String, Object> order(String purpose, @Nullable String algorithm, Map<String, Object> claims) {
        var order = new HashMap<String, Object>(Map.of("purpose", purpose, "client_id", client, "claims", claims));
        if (algorithm != null) {
            order.put("algorithm", algorithm);
        }
        return order;
    }

    private static SignedJWT verified(String text) throws Exception {
        SignedJWT jwt = SignedJWT.parse(text);
        JWK key = JWKSet.parse(given().get("/.well-known/jwks.json").asString())
                .getKeyByKeyId(jwt.getHeader().getKeyID());
        JWSVerifier verifier = key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier(key.toECKey());
        assertTrue(jwt.verify(verifier));
        return jwt;
    }
}
