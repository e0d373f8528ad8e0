package dev.gatehouse.oauth.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which form the token endpoint answers, and to whom. The other services are away. */
@QuarkusTest
class TokenEndpointTest {
    private static final String ORIGIN = "https://spa.example";
    private final ClientAdministration administration;

    @Inject
    TokenEndpointTest(ClientAdministration administration) {
        this.administration = administration;
    }

    @Test
    void anOutageIsToldInWordsOfOAuth() {
        var saved = Fixtures.register(administration, "client_secret_basic");
        given().auth()
                .preemptive()
                .basic(saved.client().clientId(), String.valueOf(saved.secret()))
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .header("Cache-Control", "no-store")
                .contentType(startsWith("application/json"))
                .body("error", equalTo("temporarily_unavailable"))
                .body("status", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/userinfo", "/oauth2/par"})
    void scriptsOfAnyOriginMayAsk(String path) {
        given().header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,dpop,content-type")
                .options(path)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", containsString("POST"))
                .header("Access-Control-Allow-Headers", containsString("DPoP"))
                .header("Access-Control-Allow-Credentials", nullValue());
    }

    @Test
    void theyReadRefusalsToo() {
        given().header("Origin", ORIGIN)
                .contentType("application/x-www-form-urlencoded")
                .body("grant_type=authorization_code&client_id=nobody")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", containsString("DPoP-Nonce"))
                .body("error", equalTo("invalid_client"));
        given().header("Origin", ORIGIN)
                .get("/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/authorize", "/clients", "/consents"})
    void nothingElseIsOpenToThem(String path) {
        given().redirects()
                .follow(false)
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .options(path)
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
