package dev.gatehouse.suite.setup;

import static io.restassured.RestAssured.given;

import java.util.List;
import java.util.Map;

/** A public client of devices, to which nothing leads back. */
public final class Television {
    public static final String SCOPE = "openid profile email offline_access";
    private final Gatehouse gatehouse;
    private final OAuthClient client;

    public Television(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
        client = gatehouse.client(Map.of(
                "client_name",
                "Notes on a television",
                "grant_types",
                List.of("urn:ietf:params:oauth:grant-type:device_code", "refresh_token"),
                "scope",
                SCOPE,
                "token_endpoint_auth_method",
                "none"));
    }

    public String clientId() {
        return client.id();
    }

    /** What it shows to its user. */
    public String userCode() {
        return given().spec(gatehouse.origin())
                .formParam("client_id", client.id())
                .formParam("scope", SCOPE)
                .post("/oauth2/device_authorization")
                .path("user_code");
    }
}
