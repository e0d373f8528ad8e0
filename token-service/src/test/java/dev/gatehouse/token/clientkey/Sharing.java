package dev.gatehouse.token.clientkey;

import static io.restassured.RestAssured.given;

import dev.gatehouse.common.peer.ServiceTokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Sharing keys with clients, as oauth-service does. */
public record Sharing(ServiceTokens services) {
    public void with(String client) {
        internal()
                .body("{}")
                .post("/internal/tokens/client-keys/" + client)
                .then()
                .statusCode(204);
    }

    /** {@code keys}: the newest first, each with {@code kid} and {@code k}. */
    public JsonPath of(String client) {
        return internal()
                .get("/internal/tokens/client-keys/" + client)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public Response rotate(String client, Map<String, Object> order) {
        return internal().body(order).post("/internal/tokens/client-keys/" + client + "/rotation");
    }

    public void forget(String client) {
        internal().delete("/internal/tokens/client-keys/" + client).then().statusCode(204);
    }

    public RequestSpecification internal() {
        return given().header("Authorization", "Bearer " + services.tokenFor("token-service"))
                .contentType(ContentType.JSON);
    }
}
