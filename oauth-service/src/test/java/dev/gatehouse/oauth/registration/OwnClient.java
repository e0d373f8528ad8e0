package dev.gatehouse.oauth.registration;

import static io.restassured.RestAssured.given;

import dev.gatehouse.oauth.Fixtures;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that registered itself. @param made what it was told then */
record OwnClient(JsonPath made) {
    private static final String PATH = "/oauth2/register";

    /** One more. @param more beside its name, its scope and where it is */
    static OwnClient register(Map<String, Object> more) {
        var said = new HashMap<String, Object>(
                Map.of("redirect_uris", List.of(Fixtures.CALLBACK), "client_name", "One", "scope", "openid"));
        said.putAll(more);
        return new OwnClient(
                given().contentType("application/json").body(said).post(PATH).jsonPath());
    }

    static String path(String id) {
        return PATH + "/" + id;
    }

    static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    String id() {
        return made.getString("client_id");
    }

    String token() {
        return made.getString("registration_access_token");
    }

    String path() {
        return path(id());
    }

    RequestSpecification call() {
        return as(token());
    }

    /** What it is told of itself now. */
    ValidatableResponse read() {
        return call().get(path()).then();
    }

    /** A whole description with {@code more} in it. */
    Map<String, @Nullable Object> said(Map<String, Object> more) {
        var said = new HashMap<String, @Nullable Object>(
                Map.of("client_id", id(), "client_name", "Other", "redirect_uris", List.of(Fixtures.CALLBACK)));
        said.putAll(more);
        return said;
    }

    ValidatableResponse put(Map<String, @Nullable Object> said) {
        return call().contentType("application/json").body(said).put(path()).then();
    }
}
