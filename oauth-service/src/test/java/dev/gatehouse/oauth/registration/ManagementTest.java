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
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client manages its own registration, and no other's. */
@QuarkusTest
@TestProfile(Open.class)
class ManagementTest {
    private final ClientAdministration clients;
    private final ClientStore store;
    private final ObjectMapper json;
    private OwnClient own = new OwnClient(new JsonPath("{}"));

    @Inject
    ManagementTest(ClientAdministration clients, ClientStore store, ObjectMapper json) {
        this.clients = clients;
        this.store = store;
        this.json = json;
    }

    @BeforeEach
    void register() {
        own = OwnClient.register(Map.of("logo_uri", "https://app.example/logo.png"));
    }

    @Test
    void itReadsWhatItIs() {
        own.read()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("client_id", equalTo(own.id()))
                .body("client_name", equalTo("One"))
                .body("registration_access_token", equalTo(own.token()))
                .body("registration_client_uri", equalTo(own.made().getString("registration_client_uri")))
                .body("", not(hasKey("client_secret")));
    }

    @Test
    void whatItSaysTakesThePlaceOfAllItSaid() {
        own.put(own.said(
                        Map.of("client_name", "Two", "client_secret", own.made().getString("client_secret"))))
                .statusCode(200)
                .body("client_name", equalTo("Two"))
                .body("", not(hasKey("logo_uri")))
                .body("scope", equalTo("openid profile offline_access orders:read"))
                .body("registration_access_token", equalTo(own.token()))
                .body("", not(hasKey("client_secret")));
        var kept = store.client(own.id()).orElseThrow();
        assertEquals(1, kept.secrets().size());
        assertEquals(1, kept.version());
        own.read().body("client_name", equalTo("Two"));
    }

    @Test
    void aClientThatComesToNeedASecretIsToldIt() {
        own.put(own.said(Map.of("token_endpoint_auth_method", "none")))
                .statusCode(200)
                .body("token_endpoint_auth_method", equalTo("none"));
        assertEquals(List.of(), store.client(own.id()).orElseThrow().secrets());
        own.put(own.said(Map.of()))
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
        var changed = assertInstanceOf(ClientAdministration.Saved.class, clients.change(own.id(), more));
        own.put(own.said(Map.of(
                        "scope",
                        "openid orders:write orders:delete",
                        "grant_types",
                        List.of("authorization_code", "client_credentials", "refresh_token"))))
                .statusCode(200)
                .body("scope", equalTo("openid orders:write"))
                .body("grant_types", equalTo(List.of("authorization_code", "client_credentials", "refresh_token")));
        var kept = store.client(own.id()).orElseThrow();
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
        var said = own.said(Map.of());
        json.readTree("{" + members + "}").properties().forEach(member -> said.put(member.getKey(), member.getValue()));
        own.put(said).statusCode(400).body("error", equalTo(error));
        own.read().body("client_name", equalTo("One"));
        assertEquals(0, store.client(own.id()).orElseThrow().version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{"})
    void whatIsNoObjectIsRefused(String body) {
        own.call()
                .contentType("application/json")
                .body(body)
                .put(own.path())
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_client_metadata"));
    }

    @Test
    void whatIsNotJsonIsNotRead() {
        own.call().contentType("text/plain").body("x").put(own.path()).then().statusCode(415);
    }

    /** Nobody learns from the answer whether there is such a client. */
    @Test
    void strangersAreToldNothing() {
        String body =
                stranger(own.call().get(OwnClient.path("none-such"))).extract().asString();
        String another = OwnClient.register(Map.of()).token();
        String administrators =
                Fixtures.register(clients, "client_secret_basic").client().clientId();
        for (String wrong : List.of(another, "x", own.token() + "x", own.made().getString("client_secret"))) {
            assertEquals(
                    body,
                    stranger(OwnClient.as(wrong).get(own.path())).extract().asString());
            stranger(OwnClient.as(wrong)
                    .contentType("application/json")
                    .body(own.said(Map.of()))
                    .put(own.path()));
            stranger(OwnClient.as(wrong).delete(own.path()));
        }
        stranger(own.call().get(OwnClient.path(administrators)));
        stranger(given().get(own.path()));
        stranger(given().header("Authorization", "Basic " + own.token()).get(own.path()));
        stranger(given().header("Authorization", "Bearer " + own.token())
                .header("Authorization", "Bearer " + own.token())
                .get(own.path()));
        own.read().statusCode(200).body("client_name", equalTo("One"));
    }

    @Test
    void itGoesAndAllThatItHeldIsRevoked() {
        own.call().delete(own.path()).then().statusCode(204);
        assertTrue(store.client(own.id()).isEmpty());
        stranger(own.call().get(own.path()));
        stranger(own.call().delete(own.path()));
        String peer = ConfigProvider.getConfig().getValue("gatehouse.peers.token", String.class);
        assertTrue(given().get(peer + "/seen").asString().contains(own.id()));
    }

    private static ValidatableResponse stranger(Response response) {
        return response.then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_token"));
    }
}
