package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration.Outdated;
import dev.gatehouse.oauth.client.ClientAdministration.Saved;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is registered is kept, and no change is lost. */
@QuarkusTest
class ClientChangeTest {
    private final ClientAdministration administration;
    private final ClientStore store;
    private final ObjectMapper json;

    @Inject
    ClientChangeTest(ClientAdministration administration, ClientStore store, ObjectMapper json) {
        this.administration = administration;
        this.store = store;
        this.json = json;
    }

    @Test
    void everyMemberIsKeptAndShownAndCanBeTakenBack() throws Exception {
        var asked = read("""
                {"client_name": "An application", "redirect_uris": ["https://app.example/cb"],
                 "require_pkce": false, "require_auth_time": true, "logo_uri": "https://app.example/logo.png",
                 "contacts": ["ann@app.example", "ann@app.example"], "localized": {"client_name#de": "Anwendung"},
                 "application_type": "native", "software_id": "s"}
                """);
        RegisteredClient made =
                assertInstanceOf(Saved.class, administration.register(asked)).client();
        RegisteredClient kept = store.client(made.clientId()).orElseThrow();
        assertEquals(made, kept);
        assertTrue(!kept.requests().requirePkce() && kept.requests().installed());
        assertEquals(List.of("ann@app.example"), kept.pages().contacts());
        var shown = json.readTree(json.writeValueAsString(ClientResource.Shown.of(kept, null)));
        assertEquals("https://app.example/logo.png", shown.get("logo_uri").asText());
        assertEquals("Anwendung", shown.get("localized").get("client_name#de").asText());
        assertEquals("admin", shown.get("origin").asText());

        administration.change(made.clientId(), read("{\"client_name\": \"Another\"}"));
        RegisteredClient after = store.client(made.clientId()).orElseThrow();
        assertEquals("Another", after.clientName());
        assertEquals(kept.pages(), after.pages());
        assertEquals(kept.requests(), after.requests());

        administration.change(
                made.clientId(), read("{\"require_pkce\": null, \"logo_uri\": \"\", \"localized\": null}"));
        RegisteredClient last = store.client(made.clientId()).orElseThrow();
        assertTrue(last.requests().requirePkce());
        assertNull(last.pages().logoUri());
        assertNull(last.pages().localized());
        assertEquals(2, last.version());
    }

    @Test
    void ofChangesAtTheSameTimeNoneIsLost() throws Exception {
        String id = Fixtures.register(administration, "client_secret_basic")
                .client()
                .clientId();
        List<String> members = List.of("client_uri", "logo_uri", "tos_uri", "policy_uri");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changes = new ArrayList<Callable<ClientAdministration.Outcome>>();
            for (String member : members) {
                ClientMetadata asked = read("{\"" + member + "\": \"https://app.example/" + member + "\"}");
                changes.add(() -> administration.change(id, asked));
            }
            for (var change : threads.invokeAll(changes)) {
                assertInstanceOf(Saved.class, change.get());
            }
        }
        ClientPages pages = store.client(id).orElseThrow().pages();
        assertEquals("https://app.example/client_uri", pages.clientUri());
        assertEquals("https://app.example/logo_uri", pages.logoUri());
        assertEquals("https://app.example/tos_uri", pages.tosUri());
        assertEquals("https://app.example/policy_uri", pages.policyUri());
        assertEquals(members.size(), store.client(id).orElseThrow().version());
    }

    @Test
    void aChangeOfAnOlderVersionIsOutdated() {
        String id = Fixtures.register(administration, "client_secret_basic")
                .client()
                .clientId();
        ClientMetadata asked = read("{\"client_name\": \"Another\"}");
        var first = new EntityTag.Versions(java.util.Set.of("0"));
        assertInstanceOf(Saved.class, administration.change(id, asked, first));
        assertInstanceOf(Outdated.class, administration.change(id, asked, first));
    }

    @Test
    void ofTheStoreAVersionTakesThePlaceOfTheOneBeforeAlone() {
        RegisteredClient made = Fixtures.register(administration, "none").client();
        assertEquals(ClientStore.Replacement.OUTDATED, store.replace(made));
        administration.change(made.clientId(), read("{\"client_name\": \"Another\"}"));
        assertEquals(1, store.client(made.clientId()).orElseThrow().version());
    }

    @Test
    void eachSecretCountsUntilItExpires() {
        RegisteredClient client =
                Fixtures.client(AuthMethod.client_secret_basic, "ghs_x", GrantType.client_credentials);
        Instant now = Instant.now();
        var ended = new ClientSecret("a", null, now, now);
        var ending = new ClientSecret("b", null, now, now.plusSeconds(1));
        assertTrue(!ended.counts(now) && ending.counts(now));
        assertTrue(client.secrets().getFirst().counts(now));
    }

    @Test
    void aClientThatBecomesPublicLosesItsSecret() {
        Saved made = Fixtures.register(administration, "client_secret_basic");
        String id = made.client().clientId();
        assertEquals(1, store.client(id).orElseThrow().secrets().size());
        administration.change(
                id, read("{\"grant_types\": [\"authorization_code\"], \"token_endpoint_auth_method\": \"none\"}"));
        assertEquals(List.of(), store.client(id).orElseThrow().secrets());
        assertEquals(
                Optional.empty(),
                ClientAuthenticator.authenticate(store.client(id), AuthMethod.client_secret_basic, made.secret()));
    }

    private ClientMetadata read(String text) {
        try {
            return json.readValue(text, ClientMetadata.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
