package dev.gatehouse.token.signin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.common.secret.Secrets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignInResourceTest {
    private static final String PROBLEM = "application/problem+json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "{\"username\": \"a\", \"password\": \"b\"",
                "{\"username\": \"a\", \"password\": \"b\", \"type\": \"paper\"}",
                "{\"username\": \"a\", \"password\": \"b\", \"type\": \"jwt\", \"scope\": \"\\\"\"}"
            })
    void aMalformedBodyIsAProblemOfTheCaller(String body) {
        for (String path : new String[] {"/tokens", "/tokens/refresh"}) {
            given().contentType(ContentType.JSON)
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(400)
                    .contentType(startsWith(PROBLEM));
        }
    }

    @Test
    void namesTheFieldsThatAreMissingOrTooLong() {
        given().contentType(ContentType.JSON)
                .body(Map.of("username", "x".repeat(255), "type", "jwt"))
                .post("/tokens")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("username"))
                .body("violations.field", hasItem("password"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/tokens/refresh")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("refresh_token"));
    }

    @Test
    void wrongMethodAndContentTypeAreToldApart() {
        given().contentType(ContentType.TEXT)
                .body("hello")
                .post("/tokens")
                .then()
                .statusCode(415)
                .contentType(startsWith(PROBLEM));
        given().get("/tokens").then().statusCode(405).contentType(startsWith(PROBLEM));
    }

    @Test
    void aMadeUpRefreshTokenIsRefused() {
        for (String no : new String[] {"x", "ghr_", Secrets.withChecksum("ghr_" + "A".repeat(75)), "ghr_\u0000"}) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("refresh_token", no))
                    .post("/tokens/refresh")
                    .then()
                    .statusCode(401)
                    .contentType(startsWith(PROBLEM))
                    .header("Cache-Control", "no-store")
                    .header(
                            "WWW-Authenticate",
                            "Bearer realm=\"gatehouse\","
                                    + " resource_metadata=\"http://localhost:8080/.well-known/oauth-protected-resource\"")
                    .body("code", equalTo("invalid_grant"));
        }
    }

    @Test
    void says503WhileIdentityServiceIsAway() {
        given().contentType(ContentType.JSON)
                .body(Map.of("username", "ada", "password", "four-candles-please", "type", "jwt"))
                .post("/tokens")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("code", equalTo("unavailable"));
    }
}
