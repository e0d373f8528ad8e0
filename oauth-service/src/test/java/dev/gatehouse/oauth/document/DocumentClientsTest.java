package dev.gatehouse.oauth.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.Peers;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMembers;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.ClientStore;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.document.DocumentIntake.Declined;
import dev.gatehouse.oauth.document.DocumentIntake.Taken;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.registration.HouseTerms;
import dev.gatehouse.oauth.registration.Places;
import dev.gatehouse.oauth.registration.SelfDescriptions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that nobody has registered, but that say at the address of their id what they are. */
@QuarkusTest
@TestProfile(DocumentClientsTest.On.class)
class DocumentClientsTest {
    private static final String REDIRECTS = "\"redirect_uris\": [\"" + Fixtures.CALLBACK + "\"]";
    private final DocumentIntake intake;
    private final SelfDescriptions descriptions;
    private final HouseTerms terms;
    private final ClientAdministration clients;
    private final ClientMembers members;
    private final Places places;
    private final DataSource database;
    private final ClientStore store;
    private final ConsentStore consents;
    private final GuardedFetch fetch;
    private final Limiter limiter;
    private final String id = "https://app.example/clients/" + UUID.randomUUID();
    private final String user = UUID.randomUUID().toString();

    @Inject
    DocumentClientsTest(
            DocumentIntake intake,
            SelfDescriptions descriptions,
            HouseTerms terms,
            ClientAdministration clients,
            ClientMembers members,
            Places places,
            DataSource database,
            ClientStore store,
            ConsentStore consents,
            GuardedFetch fetch,
            Limiter limiter) {
        this.intake = intake;
        this.descriptions = descriptions;
        this.terms = terms;
        this.clients = clients;
        this.members = members;
        this.places = places;
        this.database = database;
        this.store = store;
        this.consents = consents;
        this.fetch = fetch;
        this.limiter = limiter;
    }

    /** Documents count. */
    public static final class On implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Peers.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.oauth.client-documents.enabled", "true");
        }
    }

    private record Bounds(boolean enabled, int perAddressPerHour, int most) implements DocumentConfig {
        @Override
        public Duration lifetime() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration shortestLifetime() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration longestLifetime() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration failureLifetime() {
            return Duration.ofMinutes(1);
        }
    }

    @Test
    void discoverySaysSo() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .body("client_id_metadata_document_supported", equalTo(true));
    }

    @Test
    void aClientIsWhatItsDocumentSays() {
        RegisteredClient client = taken("\"client_name\": \"Notes\", \"scope\": \"openid gatehouse:admin\","
                + "\"first_party\": true, \"grant_types\": [\"authorization_code\", \"refresh_token\"]");
        assertEquals(client, store.client(id).orElseThrow());
        assertEquals(ClientOrigin.Kind.document, client.origin().kind());
        assertTrue(client.origin().unverified());
        assertFalse(client.requests().firstParty());
        assertTrue(client.requests().requirePkce());
        assertEquals(AuthMethod.none, client.authMethod());
        assertEquals(Scope.of("openid"), client.scope());
        assertEquals(List.of(), client.secrets());
    }

    @Test
    void usersReadWhereItIs() {
        taken("\"client_name\": \"Notes\"");
        consentPage()
                .statusCode(200)
                .body(containsString("Notes (app.example)"))
                .body(containsString("Nobody has verified this application. It is at app.example."));
    }

    @Test
    void itHasTokensAndConsentsAsOthersDo() {
        taken("\"client_name\": \"Notes\"");
        given().formParam("grant_type", "authorization_code")
                .formParam("code", "x")
                .formParam("redirect_uri", Fixtures.CALLBACK)
                .formParam("code_verifier", Fixtures.VERIFIER)
                .formParam("client_id", id)
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
        assertTrue(consents.allow(UUID.fromString(user), id, Scope.of("openid")));
        consentPage().statusCode(303);
    }

    @Test
    void whatItSaysAnewTakesThePlaceOfTheOld() {
        taken("\"client_name\": \"Notes\", \"logo_uri\": \"https://app.example/logo.png\"");
        RegisteredClient after = taken("\"client_name\": \"Other\"");
        assertEquals("Other", after.clientName());
        assertEquals(null, after.pages().logoUri());
        assertEquals(1, after.version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]",
                "{",
                "{\"client_id\": \"ID\"}",
                "{\"client_id\": \"ID/\", URIS}",
                "{\"client_id\": \"https://other.example/client\", URIS}",
                "{\"client_id\": 7, URIS}",
                "{URIS}",
                "{\"client_id\": \"ID\", \"redirect_uris\": [\"http://app.example/cb\"]}",
                "{\"client_id\": \"ID\", URIS, \"client_secret\": \"x\"}",
                "{\"client_id\": \"ID\", URIS, \"client_secret_expires_at\": 0}",
                "{\"client_id\": \"ID\", URIS, \"token_endpoint_auth_method\": \"client_secret_basic\"}",
                "{\"client_id\": \"ID\", URIS, \"token_endpoint_auth_method\": \"client_secret_post\"}",
                "{\"client_id\": \"ID\", URIS, \"token_endpoint_auth_method\": \"client_secret_jwt\"}",
                "{\"client_id\": \"ID\", URIS, \"token_endpoint_auth_method\": \"private_key_jwt\"}",
                "{\"client_id\": \"ID\", URIS, \"software_statement\": \"e30.e30.e30\"}",
                "{\"client_id\": \"ID\", URIS, \"grant_types\": [\"client_credentials\"]}",
                "{\"client_id\": \"ID\", URIS, \"require_pkce\": false}",
                "{\"client_id\": \"ID\", URIS, \"scope\": \"gatehouse:admin\"}"
            })
    void whatDescribesNoClientMakesNone(String document) {
        var fetched = fetched(document.replace("ID", id).replace("URIS", REDIRECTS), null);
        assertInstanceOf(Declined.class, intake.take(id, fetched));
        assertTrue(store.client(id).isEmpty());
    }

    @Test
    void aDocumentIsShortAndText() {
        String longer = "{\"client_id\": \"" + id + "\", " + REDIRECTS + ", \"x\": \"" + "x".repeat(5120) + "\"}";
        assertInstanceOf(Declined.class, intake.take(id, fetched(longer, null)));
        var notUtf8 = new Fetched(new byte[] {'{', (byte) 0xff, '}'}, "application/json", null);
        assertInstanceOf(Declined.class, intake.take(id, notUtf8));
    }

    @ParameterizedTest
    @CsvSource({", PT1H", "PT0S, PT5M", "PT10M, PT10M", "P9D, P1D"})
    void itCountsForAsLongAsItSaysWithinBounds(@Nullable Duration said, Duration counts) {
        Instant end = ((Taken) intake.take(id, fetched(document(""), said)))
                .client()
                .origin()
                .documentExpiresAt();
        assertTrue(
                end != null && Math.abs(ChronoUnit.SECONDS.between(Instant.now().plus(counts), end)) < 30, "" + end);
    }

    /** It is of an address that nothing may be fetched from here. */
    @Test
    void whereThereIsNoneThatCountsThereIsNoClient() {
        String nowhere = "https://127.0.0.1:1/" + UUID.randomUUID();
        authorize(nowhere).statusCode(400).body(not(containsString("(127.0.0.1)")));
        given().formParam("grant_type", "authorization_code")
                .formParam("client_id", nowhere)
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void oneThatHasExpiredCountsNoMore() {
        RegisteredClient client = taken("\"client_name\": \"Notes\"");
        DocumentClients others = documents(new Bounds(true, 1_000_000, 10));
        assertEquals(
                Optional.of(client), others.current(id, known(client)).await().indefinitely());
        RegisteredClient expired = Fixtures.client(AuthMethod.none, "");
        assertTrue(others.current("https://127.0.0.1:1/x", known(expired))
                .await()
                .indefinitely()
                .isEmpty());
    }

    @Test
    void whereItIsOffNoneCounts() {
        RegisteredClient client = taken("\"client_name\": \"Notes\"");
        assertTrue(documents(new Bounds(false, 1_000_000, 10))
                .current(id, known(client))
                .await()
                .indefinitely()
                .isEmpty());
    }

    /** Strangers have no more fetched than so many, and what failed is not asked for again at once. */
    @Test
    void fetchesAreBounded() {
        DocumentClients others = documents(new Bounds(true, 3, 10));
        String nowhere = "https://127.0.0.1:1/" + UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            assertTrue(empty(others, nowhere));
        }
        assertThrows(PeerAway.class, () -> {
            for (int i = 0; i < 10; i++) {
                empty(others, nowhere + i);
            }
        });
    }

    @Test
    void thereAreOnlySoMany() {
        assertInstanceOf(Declined.class, bounded(0).take(id, fetched(document(""), null)));
    }

    /** They come back when they are named again. */
    @Test
    void thoseThatNobodyAllowedMakeRoom() throws SQLException {
        nobody();
        DocumentIntake one = bounded(1);
        String other = id + "/other";
        assertInstanceOf(Taken.class, one.take(other, fetched(document("").replace(id, other), null)));
        assertInstanceOf(Taken.class, one.take(id, fetched(document(""), null)));
        assertTrue(store.client(other).isEmpty());
        consents.allow(UUID.fromString(user), id, Scope.of("openid"));
        assertInstanceOf(Declined.class, one.take(other, fetched(document("").replace(id, other), null)));
        assertTrue(store.client(id).isPresent());
        clients.remove(id);
    }

    /** Some of those that other tests have left would stay. */
    private void nobody() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from oauth.clients where origin = 'document'");
        }
    }

    private DocumentIntake bounded(int most) {
        return new DocumentIntake(new Bounds(true, 10, most), descriptions, terms, clients, store, members, places);
    }

    /** Whatever its document says from then on. */
    @Test
    void whatAnAdministratorTookFromItItGoesWithout() {
        taken("\"client_name\": \"The Bank\", \"scope\": \"openid email\"");
        clients.change(id, Fixtures.metadata("Notes", null, null, null, Scope.of("openid"), null, null, null));
        RegisteredClient after = taken("\"client_name\": \"The Bank\", \"scope\": \"openid email profile\"");
        assertEquals("Notes", after.clientName());
        assertEquals(Scope.of("openid", "profile"), after.scope());
    }

    @Test
    void aUserTakesItsConsentBack() {
        taken("\"client_name\": \"Notes\"");
        consents.allow(UUID.fromString(user), id, Scope.of("openid"));
        given().cookie(SessionService.COOKIE, user)
                .get("/account/applications")
                .then()
                .statusCode(200)
                .body(containsString(id));
        given().cookie(SessionService.COOKIE, user)
                .delete("/consents/{client_id}", id)
                .then()
                .statusCode(204);
        assertEquals(Scope.NONE, consents.scope(UUID.fromString(user), id));
    }

    private DocumentClients documents(DocumentConfig config) {
        return new DocumentClients(config, fetch, limiter, intake, Executors.newVirtualThreadPerTaskExecutor());
    }

    private static boolean empty(DocumentClients documents, String clientId) {
        return documents
                .current(clientId, Uni.createFrom().item(Optional.empty()))
                .await()
                .indefinitely()
                .isEmpty();
    }

    private static Uni<Optional<RegisteredClient>> known(RegisteredClient client) {
        return Uni.createFrom().item(Optional.of(client));
    }

    private RegisteredClient taken(String members) {
        return assertInstanceOf(Taken.class, intake.take(id, fetched(document(members), null)))
                .client();
    }

    private String document(String members) {
        String more = members.isEmpty() ? "" : ", " + members;
        return "{\"client_id\": \"" + id + "\", " + REDIRECTS + more + "}";
    }

    private static Fetched fetched(String document, @Nullable Duration freshFor) {
        return new Fetched(document.getBytes(StandardCharsets.UTF_8), "application/json", freshFor);
    }

    private ValidatableResponse consentPage() {
        return authorize(id);
    }

    private ValidatableResponse authorize(String clientId) {
        return given().redirects()
                .follow(false)
                .cookie(SessionService.COOKIE, user)
                .queryParam("client_id", clientId)
                .queryParam("redirect_uri", Fixtures.CALLBACK)
                .queryParam("response_type", "code")
                .queryParam("scope", "openid")
                .queryParam("code_challenge", Fixtures.CHALLENGE)
                .queryParam("code_challenge_method", "S256")
                .get("/oauth2/authorize")
                .then();
    }
}
