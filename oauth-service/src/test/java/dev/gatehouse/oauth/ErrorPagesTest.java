package dev.gatehouse.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is a page for a person, and a problem for a program. */
@QuarkusTest
class ErrorPagesTest {
    private static RequestSpecification browser() {
        return given().header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .header("Accept-Language", "de");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connect/a/b/c", "/nowhere", "/oauth2/nowhere"})
    void anUnknownPathIsAPageInTheLanguageOfItsReader(String path) {
        browser()
                .header("X-Request-Id", "of-this-request")
                .get(path)
                .then()
                .statusCode(404)
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Cache-Control", "no-store")
                .body(allOf(
                        containsString("<html lang=\"de\">"),
                        containsString("<h1>Diese Seite gibt es nicht</h1>"),
                        containsString("<a class=\"button\" href=\"/account\">Zu Ihrem Konto</a>"),
                        containsString("<code>of-this-request</code>"),
                        not(containsString("not_found"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/problem+json", "text/html, application/json"})
    void aProgramHasTheProblem(String accept) {
        given().header("Accept", accept)
                .get("/oauth2/nowhere")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
    }

    @Test
    void theEndpointsForClientsAnswerAsOAuthHasIt() {
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("grant_type=client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("error", equalTo("invalid_client"));
    }
}
