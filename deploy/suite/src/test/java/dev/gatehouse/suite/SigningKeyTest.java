package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing keys, as administrators see and rotate them. */
class SigningKeyTest {
    private final Gatehouse gatehouse = Gatehouse.running();
    private final Person alice = gatehouse.register();

    @Test
    void aNewKeyIsPublishedBeforeItSigns() {
        Response made = rotate(Map.of("algorithm", "RS256"));
        made.then().statusCode(201).body("state", equalTo("published")).body("retires_at", nullValue());
        String kid = made.path("kid");
        assertTrue(published().contains(kid));
        rotate(Map.of("algorithm", "RS256")).then().statusCode(200).body("kid", equalTo(kid));
        gatehouse
                .asAdmin()
                .get("/tokens/signing-keys")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("keys.findAll { it.algorithm == 'RS256' }.state", equalTo(List.of("published", "active")))
                .body("keys.flatten()*.keySet().flatten()", not(hasItem("private_key")));
    }

    @Test
    void whatACompromisedKeySignedIsWorthNothing() throws Exception {
        String token = token();
        gatehouse.bearer(token).get("/verify").then().statusCode(200);
        rotate(Map.of("algorithm", "ES256", "compromised", true))
                .then()
                .statusCode(201)
                .body("state", equalTo("active"));
        gatehouse.bearer(token).get("/verify").then().statusCode(401);
        assertTrue(!published().contains(kid(token)));
        String next = token();
        assertNotEquals(kid(token), kid(next));
        gatehouse.bearer(next).get("/verify").then().statusCode(200);
        assertEquals(1, published().stream().filter(kid(next)::equals).count());
    }

    @Test
    void onlyAdministratorsSeeOrRotateThem() {
        given().spec(gatehouse.origin()).get("/tokens/signing-keys").then().statusCode(401);
        gatehouse.bearer(token()).get("/tokens/signing-keys").then().statusCode(403);
        gatehouse
                .bearer(token())
                .contentType(ContentType.JSON)
                .body(Map.of("algorithm", "ES256"))
                .post("/tokens/signing-keys/rotation")
                .then()
                .statusCode(403);
    }

    @Test
    void anAlgorithmWithoutKeysHasNoneToRotate() {
        rotate(Map.of("algorithm", "EdDSA")).then().statusCode(409).body("code", equalTo("not_in_use"));
        for (String no : List.of("HS256", "none", "")) {
            rotate(Map.of("algorithm", no)).then().statusCode(400);
        }
        rotate(Map.of()).then().statusCode(400);
    }

    private Response rotate(Map<String, Object> order) {
        return gatehouse.asAdmin().contentType(ContentType.JSON).body(order).post("/tokens/signing-keys/rotation");
    }

    private String token() {
        return gatehouse.signInForTokens(alice, "jwt").path("access_token");
    }

    private List<String> published() {
        return given().spec(gatehouse.origin()).get("/.well-known/jwks.json").path("keys.kid");
    }

    private static String kid(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }
}
