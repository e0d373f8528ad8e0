package dev.gatehouse.oauth.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMetadata;
import dev.gatehouse.oauth.client.ClientStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client manages its own registration, and no other's. */
@QuarkusTest
@TestProfile(Open.class)
class ManagementTest {
    private static final String PATH = "/oauth2/register";
    private final ClientAdministration clients;
    private final ClientStore store;
    private final ObjectMapper json;
    private JsonPath made = new JsonPath("{}");
    private String id = "";
    private String token = "";

    @Inject
    ManagementTest(ClientAdministration clients, ClientStore store, ObjectMapper json) {
        this.clients = clients;
        this.store = store;
        this.json = json;
    }

    @BeforeEach
    void register() {
        made = given().contentType("application/json")
                .body(Map.of(
                        "redirect_uris", List.of(Fixtures.CALLBACK),
                        "client_name", "One",
                        "logo_uri", "https://app.example/logo.png",
                        "scope", "openid"))
                .post(PATH)
                .jsonPath();
        id = made.getString("client_id");
        token = made.getString("registration_access_token");
    }

    @Test
    void itReadsWhatItIs() {
        as(token)
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("client_id", equalTo(id))
                .body("client_name", equalTo("One"))
                .body("registration_access_token", equalTo(token))
                .body("registration_client_uri", equalTo(made.getString("registration_client_uri")))
                .body("", not(hasKey("client_secret")));
    }

    @Test
    void whatItSaysTakesThePlaceOfAllItSaid() {
        put(said(Map.of("client_name", "Two", "client_secret", made.getString("client_secret"))))
                .statusCode(200)
                .body("client_name", equalTo("Two"))
                .body("", not(hasKey("logo_uri")))
                .body("scope", equalTo("openid profile offline_access orders:read"))
                .body("registration_access_token", equalTo(token))
                .body("", not(hasKey("client_secret")));
        var kept = store.client(id).orElseThrow();
        assertEquals(1, kept.secrets().size());
        assertEquals(1, kept.version());
        as(token).get(PATH + "/" + id).then().body("client_name", equalTo("Two"));
    }

    @Test
    void aClientThatComesToNeedASecretIsToldIt() {
        put(said(Map.of("token_endpoint_auth_method", "none")))
                .statusCode(200)
                .body("token_endpoint_auth_method", equalTo("none"));
        assertEquals(List.of(), store.client(id).orElseThrow().secrets());
        put(said(Map.of()))
                .statusCode(200)
                .body("client_secret", startsWith("ghs_"))
                .body("client_secret_expires_at", equalTo(0));
    }

    /** An administrator gave it more than it could have itself; it neither loses that nor passes on to more. */
    @Test
    void whatAdministratorsSayOfItStays() throws Exception {
        ClientMetadata more = json.readValue("""
                {"scope": "openid orders:write", "may_act_for": ["other"], "access_token_lifetime": "PT60S",
                 "resources": ["urn:x"], "status_list": true, "require_pkce": false, "access_token_format": "opaque",
                 "grant_types": ["authorization_code", "client_credentials"]}
                """, ClientMetadata.class);
        var changed = assertInstanceOf(ClientAdministration.Saved.class, clients.change(id, more));
        put(said(Map.of(
                        "scope",
                        "openid orders:write orders:delete",
                        "grant_types",
                        List.of("authorization_code", "client_credentials", "refresh_token"))))
                .statusCode(200)
                .body("scope", equalTo("openid orders:write"))
                .body("grant_types", equalTo(List.of("authorization_code", "client_credentials", "refresh_token")));
        var kept = store.client(id).orElseThrow();
        assertEquals(changed.client().mayActFor(), kept.mayActFor());
        assertEquals(changed.client().tokens(), kept.tokens());
        assertEquals(changed.client().format(), kept.format());
        assertTrue(!kept.requests().requirePkce());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"client_id\": null | invalid_client_metadata",
                "\"client_id\": \"other\" | invalid_client_metadata",
                "\"client_secret\": \"wrong\" | invalid_client_metadata",
                "\"client_secret\": null | invalid_client_metadata",
                "\"client_secret\": 7 | invalid_client_metadata",
                "\"registration_access_token\": \"x\" | invalid_client_metadata",
                "\"registration_client_uri\": \"https://x.example\" | invalid_client_metadata",
                "\"client_secret_expires_at\": 0 | invalid_client_metadata",
                "\"client_id_issued_at\": 0 | invalid_client_metadata",
                "\"redirect_uris\": [\"http://app.example/cb\"] | invalid_redirect_uri",
                "\"redirect_uris\": null | invalid_redirect_uri",
                "\"scope\": \"gatehouse:admin\" | invalid_client_metadata",
                "\"require_pkce\": false | invalid_client_metadata",
                "\"grant_types\": [\"client_credentials\"] | invalid_client_metadata",
                "\"software_statement\": \"e30.e30.e30\" | unapproved_software_statement"
            })
    void whatItCannotBeIsRefusedAndChangesNothing(String members, String error) throws Exception {
        var said = said(Map.of());
        json.readTree("{" + members + "}").properties().forEach(member -> said.put(member.getKey(), member.getValue()));
        put(said).statusCode(400).body("error", equalTo(error));
        as(token).get(PATH + "/" + id).then().body("client_name", equalTo("One"));
        assertEquals(0, store.client(id).orElseThrow().version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{"})
    void whatIsNoObjectIsRefused(String body) {
        as(token)
                .contentType("application/json")
                .body(body)
                .put(PATH + "/" + id)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"));
    }

    @Test
    void whatIsNotJsonIsNotRead() {
        as(token)
                .contentType("text/plain")
                .body("x")
                .put(PATH + "/" + id)
                .then()
                .statusCode(415);
    }

    /** Nobody learns from the answer whether there is such a client. */
    @Test
    void strangersAreToldNothing() {
        String body = stranger(as(token).get(PATH + "/none-such")).extract().asString();
        String another = given().contentType("application/json")
                .body(Map.of("redirect_uris", List.of(Fixtures.CALLBACK)))
                .post(PATH)
                .path("registration_access_token");
        String administrators =
                Fixtures.register(clients, "client_secret_basic").client().clientId();
        for (String wrong : List.of(another, "x", token + "x", made.getString("client_secret"))) {
            assertEquals(
                    body, stranger(as(wrong).get(PATH + "/" + id)).extract().asString());
            stranger(as(wrong)
                    .contentType("application/json")
                    .body(said(Map.of()))
                    .put(PATH + "/" + id));
            stranger(as(wrong).delete(PATH + "/" + id));
        }
        stranger(as(token).get(PATH + "/" + administrators));
        stranger(given().get(PATH + "/" + id));
        stranger(given().header("Authorization", "Basic " + token).get(PATH + "/" + id));
        stranger(given().header("Authorization", "Bearer " + token)
                .header("Authorization", "Bearer " + token)
                .get(PATH + "/" + id));
        as(token).get(PATH + "/" + id).then().statusCode(200).body("client_name", equalTo("One"));
    }

    @Test
    void itGoesAndAllThatItHeldIsRevoked() {
        as(token).delete(PATH + "/" + id).then().statusCode(204);
        assertTrue(store.client(id).isEmpty());
        stranger(as(token).get(PATH + "/" + id));
        stranger(as(token).delete(PATH + "/" + id));
        String peer = ConfigProvider.getConfig().getValue("gatehouse.peers.token", String.class);
        assertTrue(given().get(peer + "/seen").asString().contains(id));
    }

    private static ValidatableResponse stranger(Response response) {
        return response.then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_token"));
    }

    /** A whole description with {@code more} in it. */
    private Map<String, @Nullable Object> said(Map<String, Object> more) {
        var said = new HashMap<String, @Nullable Object>(
                Map.of("client_id", id, "client_name", "Other", "redirect_uris", List.of(Fixtures.CALLBACK)));
        said.putAll(more);
        return said;
    }

    private ValidatableResponse put(Map<String, @Nullable Object> said) {
        return as(token)
                .contentType("application/json")
                .body(said)
                .put(PATH + "/" + id)
                .then();
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
