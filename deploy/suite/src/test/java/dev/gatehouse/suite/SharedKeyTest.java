package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that verifies by a key that it shares with Gatehouse, and what such a token is worth to anybody else. */
class SharedKeyTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final OAuthClient client = gatehouse.confidentialClient("http://127.0.0.1/callback");

    @BeforeEach
    void theClientAsksForIt() {
        register("HS256").statusCode(200);
    }

    @Test
    void theClientVerifiesByItAndNobodyElseTakesTheToken() throws Exception {
        String token = token();
        assertTrue(verifies(token, keys()));
        gatehouse.introspect(client, token).then().statusCode(200).body("active", equalTo(true));
        gatehouse
                .introspect(gatehouse.resourceServer(), token)
                .then()
                .statusCode(200)
                .body("active", equalTo(false));
        gatehouse.bearer(token).get("/verify").then().statusCode(401);
        gatehouse.bearer(token).get("/oauth2/userinfo").then().statusCode(401);
    }

    @Test
    void theKeyIsNotAmongThoseThatArePublished() throws Exception {
        String kid = SignedJWT.parse(token()).getHeader().getKeyID();
        String published = given().spec(gatehouse.origin())
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(-1, published.indexOf(kid));
        given().spec(gatehouse.origin())
                .get("/.well-known/openid-configuration")
                .then()
                .body("id_token_signing_alg_values_supported", hasItem("HS256"));
    }

    @Test
    void whatWasSignedBeforeTheKeyChangedStillCounts() throws Exception {
        String before = token();
        rotate(Map.of()).statusCode(201);
        String after = token();
        JWKSet keys = keys();
        assertEquals(2, keys.getKeys().size());
        assertTrue(verifies(before, keys) && verifies(after, keys));
        assertNotEquals(
                SignedJWT.parse(before).getHeader().getKeyID(),
                SignedJWT.parse(after).getHeader().getKeyID());
        gatehouse.introspect(client, before).then().body("active", equalTo(true));
        rotate(Map.of("compromised", true)).statusCode(201);
        gatehouse.introspect(client, before).then().body("active", equalTo(false));
        assertEquals(1, keys().getKeys().size());
    }

    @Test
    void nobodyButAnAdministratorReadsIt() {
        String path = "/clients/" + client.id() + "/shared-key";
        given().spec(gatehouse.origin()).get(path).then().statusCode(401);
        String person = gatehouse
                .signInForTokens(gatehouse.register(), "jwt")
                .then()
                .extract()
                .path("access_token");
        gatehouse.bearer(person).get(path).then().statusCode(403);
        gatehouse
                .bearer(person)
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post(path + "/rotation")
                .then()
                .statusCode(403);
    }

    @Test
    void orderingsOutOfBoundsAreRefused() {
        rotate(Map.of("activates_in", "P31D")).statusCode(400);
        rotate(Map.of("activates_in", "-PT1S")).statusCode(400);
        OAuthClient other = gatehouse.confidentialClient("http://127.0.0.1/callback");
        gatehouse
                .asAdmin()
                .get("/clients/" + other.id() + "/shared-key")
                .then()
                .statusCode(404)
                .body("code", equalTo("no_shared_key"));
    }

    private ValidatableResponse register(String algorithm) {
        return gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("access_token_signed_response_alg", algorithm, "access_token_format", "jwt"))
                .patch("/clients/" + client.id())
                .then();
    }

    private ValidatableResponse rotate(Map<String, Object> order) {
        return gatehouse
                .asAdmin()
                .contentType(ContentType.JSON)
                .body(order)
                .post("/clients/" + client.id() + "/shared-key/rotation")
                .then();
    }

    private JWKSet keys() throws Exception {
        Response answer = gatehouse.asAdmin().get("/clients/" + client.id() + "/shared-key");
        answer.then().statusCode(200).header("Cache-Control", "no-store");
        return JWKSet.parse(answer.asString());
    }

    private String token() {
        return given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(client.id(), client.secret()))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static boolean verifies(String token, JWKSet keys) throws Exception {
        SignedJWT parsed = SignedJWT.parse(token);
        assertEquals(JWSAlgorithm.HS256, parsed.getHeader().getAlgorithm());
        var key = keys.getKeyByKeyId(parsed.getHeader().getKeyID()).toOctetSequenceKey();
        return parsed.verify(new MACVerifier(key));
    }
}
