package dev.gatehouse.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For all four services: each document is made and served in the same way. */
@QuarkusTest
class OpenApiTest {
    @TestHTTPResource(value = "/openapi", management = true)
    @SuppressWarnings("NullAway.Init")
    URI document;

    @ParameterizedTest
    @ValueSource(strings = {"", "?format=json"})
    void describesWhatCallersMayUse(String query) {
        given().get(document + query)
                .then()
                .statusCode(200)
                .contentType(equalTo("application/json"))
                .body("info.title", equalTo("oauth-service"))
                .body("paths.keySet()", hasItems("/oauth2/token", "/clients/{client_id}", "/consents"))
                .body("paths.keySet()", everyItem(not(startsWith("/internal"))))
                .body("components.schemas.ClientMetadata.properties", hasKey("redirect_uris"));
    }

    @Test
    void isNotOnThePublicPort() {
        given().get("/q/openapi").then().statusCode(404);
    }
}
