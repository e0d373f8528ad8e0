package dev.gatehouse.oauth.registration;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMetadata;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator takes from a client that manages itself. */
@QuarkusTest
@TestProfile(Open.class)
class NarrowedTest {
    private final ClientAdministration clients;
    private final ObjectMapper json;
    private OwnClient own = new OwnClient(new JsonPath("{}"));

    @Inject
    NarrowedTest(ClientAdministration clients, ObjectMapper json) {
        this.clients = clients;
        this.json = json;
    }

    @BeforeEach
    void register() {
        own = OwnClient.register(Map.of());
    }

    /** An administrator narrowed it; what it asks beyond is refused, and what it leaves out is no way around that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"scope\": \"openid profile\" | invalid_client_metadata",
                "\"grant_types\": [\"authorization_code\", \"refresh_token\"] | invalid_client_metadata",
                "\"redirect_uris\": [\"https://app.example/cb\", \"https://evil.example/cb\"] | invalid_redirect_uri",
                "\"logo_uri\": \"https://app.example/other.png\" | invalid_client_metadata",
                "\"client_name\": \"The Bank\" | invalid_client_metadata",
                "\"dpop_bound_access_tokens\": false | invalid_client_metadata",
                "\"default_max_age\": 100000 | invalid_client_metadata"
            })
    void whatAdministratorsTookFromItItDoesNotTakeBack(String members, String error) throws Exception {
        own.put(own.said(Map.of(
                        "client_name", "The Bank",
                        "scope", "openid profile",
                        "grant_types", List.of("authorization_code", "refresh_token"),
                        "redirect_uris", List.of(Fixtures.CALLBACK, "https://evil.example/cb"),
                        "logo_uri", "https://app.example/logo.png")))
                .statusCode(200);
        ClientMetadata less = json.readValue("""
                {"client_name": "Notes", "scope": "openid", "grant_types": ["authorization_code"],
                 "redirect_uris": ["https://app.example/cb"], "logo_uri": null, "dpop_bound_access_tokens": true,
                 "default_max_age": 600}
                """, ClientMetadata.class);
        assertInstanceOf(ClientAdministration.Saved.class, clients.change(own.id(), less));
        var said = new HashMap<String, @Nullable Object>(
                Map.of("client_id", own.id(), "redirect_uris", List.of(Fixtures.CALLBACK)));
        own.put(said)
                .statusCode(200)
                .body("client_name", equalTo("Notes"))
                .body("scope", equalTo("openid"))
                .body("grant_types", equalTo(List.of("authorization_code")))
                .body("dpop_bound_access_tokens", equalTo(true))
                .body("default_max_age", equalTo(600))
                .body("", not(hasKey("logo_uri")));
        json.readTree("{" + members + "}").properties().forEach(member -> said.put(member.getKey(), member.getValue()));
        own.put(said).statusCode(400).body("error", equalTo(error));
        own.read().body("client_name", equalTo("Notes")).body("scope", equalTo("openid"));
    }

    @Test
    void whatAnAdministratorGivesBackItMayHaveAgain() throws Exception {
        assertInstanceOf(
                ClientAdministration.Saved.class,
                clients.change(
                        own.id(), json.readValue("{\"grant_types\": [\"refresh_token\"]}", ClientMetadata.class)));
        own.put(own.said(Map.of("grant_types", List.of("authorization_code")))).statusCode(400);
        clients.change(
                own.id(),
                json.readValue("{\"grant_types\": [\"authorization_code\", \"refresh_token\"]}", ClientMetadata.class));
        own.put(own.said(Map.of("grant_types", List.of("authorization_code")))).statusCode(200);
    }
}
