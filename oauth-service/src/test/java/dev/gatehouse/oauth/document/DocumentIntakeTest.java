package dev.gatehouse.oauth.document;

import static dev.gatehouse.oauth.document.Documents.document;
import static dev.gatehouse.oauth.document.Documents.fetched;
import static dev.gatehouse.oauth.document.Documents.taken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientMembers;
import dev.gatehouse.oauth.client.ClientOrigin;
import dev.gatehouse.oauth.client.ClientStore;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.consent.ConsentStore;
import dev.gatehouse.oauth.document.DocumentIntake.Declined;
import dev.gatehouse.oauth.document.DocumentIntake.Taken;
import dev.gatehouse.oauth.document.Documents.Bounds;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.registration.HouseTerms;
import dev.gatehouse.oauth.registration.Places;
import dev.gatehouse.oauth.registration.SelfDescriptions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of the document of a client. */
@QuarkusTest
@TestProfile(Documents.On.class)
class DocumentIntakeTest {
    private final DocumentIntake intake;
    private final SelfDescriptions descriptions;
    private final HouseTerms terms;
    private final ClientAdministration clients;
    private final ClientMembers members;
    private final Places places;
    private final DataSource database;
    private final ClientStore store;
    private final ConsentStore consents;
    private final String id = "https://app.example/clients/" + UUID.randomUUID();
    private final String user = UUID.randomUUID().toString();

    @Inject
    DocumentIntakeTest(
            DocumentIntake intake,
            SelfDescriptions descriptions,
            HouseTerms terms,
            ClientAdministration clients,
            ClientMembers members,
            Places places,
            DataSource database,
            ClientStore store,
            ConsentStore consents) {
        this.intake = intake;
        this.descriptions = descriptions;
        this.terms = terms;
        this.clients = clients;
        this.members = members;
        this.places = places;
        this.database = database;
        this.store = store;
        this.consents = consents;
    }

    @Test
    void aClientIsWhatItsDocumentSays() {
        RegisteredClient client = taken(
                intake,
                id,
                "\"client_name\": \"Notes\", \"scope\": \"openid gatehouse:admin\","
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
    void whatItSaysAnewTakesThePlaceOfTheOld() {
        taken(intake, id, "\"client_name\": \"Notes\", \"logo_uri\": \"https://app.example/logo.png\"");
        RegisteredClient after = taken(intake, id, "\"client_name\": \"Other\"");
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
        var fetched = fetched(document.replace("ID", id).replace("URIS", Documents.REDIRECTS), null);
        assertInstanceOf(Declined.class, intake.take(id, fetched));
        assertTrue(store.client(id).isEmpty());
    }

    @Test
    void aDocumentIsShortAndText() {
        String longer = document(id, "\"x\": \"" + "x".repeat(5120) + "\"");
        assertInstanceOf(Declined.class, intake.take(id, fetched(longer, null)));
        var notUtf8 = new Fetched(new byte[] {'{', (byte) 0xff, '}'}, "application/json", null);
        assertInstanceOf(Declined.class, intake.take(id, notUtf8));
    }

    @ParameterizedTest
    @CsvSource({", PT1H", "PT0S, PT5M", "PT10M, PT10M", "P9D, P1D"})
    void itCountsForAsLongAsItSaysWithinBounds(@Nullable Duration said, Duration counts) {
        Instant end = ((Taken) intake.take(id, fetched(document(id, ""), said)))
                .client()
                .origin()
                .documentExpiresAt();
        assertTrue(
                end != null && Math.abs(ChronoUnit.SECONDS.between(Instant.now().plus(counts), end)) < 30, "" + end);
    }

    @Test
    void thereAreOnlySoMany() {
        assertInstanceOf(Declined.class, bounded(0).take(id, fetched(document(id, ""), null)));
    }

    /** They come back when they are named again. */
    @Test
    void thoseThatNobodyAllowedMakeRoom() throws SQLException {
        nobody();
        DocumentIntake one = bounded(1);
        String other = id + "/other";
        assertInstanceOf(Taken.class, one.take(other, fetched(document(other, ""), null)));
        assertInstanceOf(Taken.class, one.take(id, fetched(document(id, ""), null)));
        assertTrue(store.client(other).isEmpty());
        consents.allow(UUID.fromString(user), id, Scope.of("openid"));
        assertInstanceOf(Declined.class, one.take(other, fetched(document(other, ""), null)));
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
        taken(intake, id, "\"client_name\": \"The Bank\", \"scope\": \"openid email\"");
        clients.change(id, Fixtures.metadata("Notes", null, null, null, Scope.of("openid"), null, null, null));
        RegisteredClient after =
                taken(intake, id, "\"client_name\": \"The Bank\", \"scope\": \"openid email profile\"");
        assertEquals("Notes", after.clientName());
        assertEquals(Scope.of("openid", "profile"), after.scope());
    }
}
