package dev.gatehouse.oauth.discovery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.oauth.Peers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is turned away finds out who gives tokens. */
@QuarkusTest
@TestProfile(Peers.Present.class)
class ProtectedApiTest {
    private static final String PATH = "/.well-known/oauth-protected-resource";

    @Test
    void theApiSaysWhoGivesTokensForIt() {
        given().header("Origin", "https://tool.example")
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .header("Cache-Control", startsWith("public"))
                .header("Access-Control-Allow-Origin", "*")
                .body("resource", equalTo("http://localhost:8080"))
                .body("authorization_servers", equalTo(List.of("http://localhost:8080")))
                .body("bearer_methods_supported", equalTo(List.of("header")))
                .body("scopes_supported", hasItems("account", "gatehouse:admin"))
                .body("dpop_signing_alg_values_supported", hasItem("ES256"))
                .body("", not(hasKey("issuer")))
                .body("", not(hasKey("token_endpoint")));
    }

    @Test
    void aChallengeNamesThat() {
        var challenges = given().header("Authorization", "Bearer !")
                .get("/clients")
                .then()
                .statusCode(401)
                .extract()
                .headers()
                .getValues("WWW-Authenticate");
        assertEquals(
                List.of(
                        "Bearer realm=\"x\", error=\"invalid_token\", resource_metadata=\"http://localhost:8080" + PATH
                                + "\"",
                        "Basic realm=\"x\""),
                challenges);
    }
}
