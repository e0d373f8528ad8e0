package dev.gatehouse.identity.elsewhere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.Beside;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.factor.Enrolment;
import dev.gatehouse.identity.passkey.Keychain;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.AccountExport;
import dev.gatehouse.identity.user.CredentialList;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a user can take along, and see of what lets somebody in, has the parts of all services or is not given. */
@QuarkusTest
class KeptElsewhereTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Scope SCOPE = Scope.of("openid", "orders:read");
    private final AccountExport export;
    private final CredentialList credentials;
    private final UserStore users;
    private final Enrolment enrolment;
    private final Keychain keychain;
    private final AuditTrail trail;
    private final ObjectMapper json;

    @Inject
    KeptElsewhereTest(
            AccountExport export,
            CredentialList credentials,
            UserStore users,
            Enrolment enrolment,
            Keychain keychain,
            AuditTrail trail,
            ObjectMapper json) {
        this.export = export;
        this.credentials = credentials;
        this.users = users;
        this.enrolment = enrolment;
        this.keychain = keychain;
        this.trail = trail;
        this.json = json;
    }

    @Test
    void anExportHasWhatTheOtherServicesKeep() {
        UUID ada = user().id();
        trail.note(AuditEvent.of(AuditKind.registered, ada));
        allAnswer();
        JsonNode document = json.valueToTree(export.take(ada).orElseThrow());
        assertEquals("s1", document.at("/sessions/0/sid").asText());
        assertEquals("app", document.at("/grants/0/client_id").asText());
        assertEquals("openid orders:read", document.at("/grants/0/scope").asText());
        assertEquals("backup", document.at("/api_keys/0/name").asText());
        assertEquals("An application", document.at("/consents/0/client_name").asText());
        assertEquals("registered", document.at("/activity/0/event").asText());
    }

    @Test
    void whereOneIsAwayNothingIsGivenAndNothingIsNoted() {
        UUID ada = user().id();
        for (Class<?> away : List.of(SessionService.class, TokenService.class, OAuthService.class)) {
            allAnswer();
            Beside.of(away).answering("of", new PeerAway("away")).answering("consentsOf", new PeerAway("away"));
            assertThrows(PeerAway.class, () -> export.take(ada));
        }
        assertTrue(trail.page(ada, null, 10).events().isEmpty());
    }

    @Test
    void whatLetsSomebodyInIsListedFromAllServices() {
        Account ada = user();
        enrolment.of(ada);
        keychain.of(ada.id());
        allAnswer();
        JsonNode listing = json.valueToTree(credentials.of(ada.id()).orElseThrow());
        assertTrue(listing.path("has_password").asBoolean());
        assertEquals(0, listing.path("federated_identities").size());
        assertEquals("totp", listing.at("/factors/0/kind").asText());
        assertEquals(10, listing.at("/factors/1/left").asInt());
        assertEquals("laptop", listing.at("/passkeys/0/name").asText());
        var names = new TreeSet<String>();
        listing.fieldNames().forEachRemaining(names::add);
        assertEquals(
                Set.of(
                        "has_password",
                        "federated_identities",
                        "factors",
                        "passkeys",
                        "open_requests",
                        "sessions",
                        "grants",
                        "api_keys"),
                names);
        assertFalse(listing.toString().contains("a hash"), listing.toString());
        assertTrue(credentials.of(UUID.randomUUID()).isEmpty());
    }

    @Test
    void eachLookOfAnAdministratorAtWhatLetsSomebodyInIsNoted() {
        UUID ada = user().id();
        allAnswer();
        credentials.lookedAt(ada, "an administrator");
        credentials.lookedAt(ada, "an administrator");
        credentials.lookedAt(ada, ada.toString());
        credentials.of(ada);
        assertEquals(
                List.of("credentials_viewed an administrator", "credentials_viewed an administrator"),
                trail.page(ada, null, 10).events().stream()
                        .map(event -> event.event() + " " + event.actor())
                        .toList());
        UUID nobody = UUID.randomUUID();
        assertTrue(credentials.lookedAt(nobody, "an administrator").isEmpty());
        assertTrue(trail.page(nobody, null, 10).events().isEmpty());
    }

    private static void allAnswer() {
        var session =
                new SessionService.OpenSession("s1", List.of("pwd"), NOW, NOW, NOW, "Firefox", "203.0.113.1", false);
        Beside.of(SessionService.class).answering("of", new SessionService.OpenSessions(List.of(session)));
        var grant = new TokenService.HeldGrant(UUID.randomUUID(), "app", SCOPE, NOW, null, NOW);
        var key = new TokenService.HeldKey(UUID.randomUUID(), "backup", SCOPE, NOW, null);
        Beside.of(TokenService.class).answering("of", new TokenService.Held(List.of(grant), List.of(key)));
        var consent = new OAuthService.Consent("app", "An application", SCOPE, NOW);
        Beside.of(OAuthService.class).answering("consentsOf", new OAuthService.Consents(List.of(consent)));
    }

    private Account user() {
        String name = "x" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, name + "@example.org", true, null, "a hash", false))
                .orElseThrow();
    }
}
