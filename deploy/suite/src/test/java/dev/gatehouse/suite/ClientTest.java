package dev.gatehouse.suite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.suite.setup.Gatehouse;
import dev.gatehouse.suite.setup.OAuthClient;
import dev.gatehouse.suite.setup.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OAuth clients by themselves: their own tokens, their secrets, their administration. */
class ClientTest {
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private final Gatehouse gatehouse = Gatehouse.running();
    private final OAuthClient client = gatehouse.confidentialClient("http://127.0.0.1/callback");

    @Test
    void aClientActsForItself() {
        Response tokens = given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(client.id(), client.secret()))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "client_credentials")
                .formParam("scope", "notes:read")
                .post("/oauth2/token");
        tokens.then().statusCode(200).body("scope", equalTo("notes:read")).body("refresh_token", nullValue());
        String access = tokens.path("access_token");
        gatehouse
                .bearer(access)
                .get("/verify")
                .then()
                .statusCode(200)
                .header("X-Auth-Client", client.id())
                .header("X-Auth-Username", nullValue());
        gatehouse.bearer(access).get("/users/me").then().statusCode(403);
        gatehouse
                .introspect(client, access)
                .then()
                .body("active", equalTo(true))
                .body("client_id", equalTo(client.id()));
        given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(client.id(), client.secret()))
                .accept("application/token-introspection+jwt")
                .contentType(ContentType.URLENC)
                .formParam("token", access)
                .post("/oauth2/introspect")
                .then()
                .statusCode(200)
                .contentType("application/token-introspection+jwt")
                .body(startsWith("ey"));
        gatehouse.asAdmin().delete("/clients/" + client.id()).then().statusCode(204);
        gatehouse.bearer(access).get("/verify").then().statusCode(401);
    }

    @Test
    void anApiCallsAnotherForItsCaller() {
        OAuthClient middleman = gatehouse.middleman();
        Person alice = gatehouse.register();
        String hers = gatehouse.signInForTokens(alice, "jwt").path("access_token");
        String own =
                token(middleman, Map.of("grant_type", "client_credentials")).path("access_token");
        Response exchanged = token(
                middleman,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        hers,
                        "subject_token_type",
                        ACCESS_TOKEN,
                        "actor_token",
                        own,
                        "actor_token_type",
                        ACCESS_TOKEN,
                        "resource",
                        "https://orders.example"));
        exchanged
                .then()
                .statusCode(200)
                .body("scope", equalTo("profile"))
                .body("issued_token_type", equalTo(ACCESS_TOKEN))
                .body("token_type", equalTo("Bearer"));
        String access = exchanged.path("access_token");
        gatehouse
                .bearer(access)
                .get("/verify?audience=https://orders.example")
                .then()
                .statusCode(200)
                .header("X-Auth-Subject", alice.id())
                .header("X-Auth-Client", middleman.id())
                .header("X-Auth-Audience", "https://orders.example");
        gatehouse.introspect(middleman, access).then().body("act.sub", equalTo(middleman.id()));
        // It is for the other API alone.
        gatehouse.bearer(access).get("/users/me").then().statusCode(401);
        gatehouse.bearer(hers).get("/users/me").then().statusCode(200);
        gatehouse.bearer(hers).delete("/tokens/current").then().statusCode(204);
        gatehouse.bearer(access).get("/verify").then().statusCode(401);
    }

    @Test
    void aTokenIsForTheApiThatTheClientNamesAndIsRegisteredFor() {
        OAuthClient middleman = gatehouse.middleman();
        String access = token(
                        middleman, Map.of("grant_type", "client_credentials", "resource", "https://orders.example"))
                .path("access_token");
        gatehouse
                .bearer(access)
                .get("/verify?audience=https://orders.example")
                .then()
                .statusCode(200)
                .header("X-Auth-Audience", "https://orders.example");
        gatehouse.bearer(access).get("/users/me").then().statusCode(401);
        token(middleman, Map.of("grant_type", "client_credentials", "resource", "https://stock.example"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_target"));
    }

    private Response token(OAuthClient of, Map<String, String> form) {
        return given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(of.id(), of.secret()))
                .contentType(ContentType.URLENC)
                .formParams(form)
                .post("/oauth2/token");
    }

    @Test
    void aWrongSecretIsInvalidClient() {
        given().spec(gatehouse.origin())
                .header("Authorization", Gatehouse.basic(client.id(), "ghs_wrong"))
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void administrationOfClientsIsForAdministrators() {
        String own = gatehouse.signInForTokens(gatehouse.register(), "jwt").path("access_token");
        gatehouse.bearer(own).get("/clients/" + client.id()).then().statusCode(403);
        gatehouse
                .asAdmin()
                .get("/clients/" + client.id())
                .then()
                .statusCode(200)
                .body("client_id", equalTo(client.id()))
                .body("redirect_uris", hasSize(1))
                .body("client_secret", nullValue());
    }
}
