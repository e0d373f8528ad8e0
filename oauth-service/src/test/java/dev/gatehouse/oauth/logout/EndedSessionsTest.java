package dev.gatehouse.oauth.logout;

import static dev.gatehouse.oauth.logout.Replicas.within;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which sessions ended, and whom that concerns. */
@QuarkusTest
@TestProfile(LogoutPeers.Present.class)
class EndedSessionsTest {
    private final SessionClientStore sessions;
    private final ClientAdministration administration;
    private final ServiceTokens tokens;
    private final Replicas replicas;

    @Inject
    EndedSessionsTest(
            SessionClientStore sessions, ClientAdministration administration, ServiceTokens tokens, Replicas replicas) {
        this.sessions = sessions;
        this.administration = administration;
        this.tokens = tokens;
        this.replicas = replicas;
    }

    @Test
    void nobodyIsToldOfASessionOfSomebodyElse() {
        try (var client = new ToldClient(administration, Map.of())) {
            String sid = replicas.begin(client);
            assertEquals(0, sessions.end(sid, UUID.randomUUID(), Instant.now()));
            assertEquals(1, replicas.clientsOf(sid));
        }
    }

    @Test
    void aClientThatWantsNothingHasNoDelivery() {
        String id = Fixtures.register(administration, "none").client().clientId();
        sessions.note("sid-" + id, replicas.user, id, Instant.now());
        sessions.note("sid-" + id, replicas.user, id, Instant.now());
        assertEquals(1, replicas.clientsOf("sid-" + id));
        assertEquals(0, sessions.end("sid-" + id, replicas.user, Instant.now()));
        assertEquals(0, replicas.clientsOf("sid-" + id));
    }

    @Test
    void aSessionThatExpiredIsNoticed() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            String over = replicas.begin(client);
            String goesOn = replicas.begin(client);
            Instant until = Instant.now().plusSeconds(3600);
            var watch = new SessionWatch(
                    sessions,
                    standing(List.of(new SessionService.GoingOn(goesOn, until))),
                    new EndedSessions(sessions, replicas.replica()));
            watch.look();
            assertEquals("token-of-" + over, client.told());
            assertEquals(1, replicas.clientsOf(goesOn));
            assertEquals(0, replicas.clientsOf(over));
            watch.look();
            within(() -> replicas.waiting(client) == 0);
            assertEquals(0, client.untold(), "the other is not due before it can have ended");
        }
    }

    @Test
    void oneReplicaAtATimeLooksAtASession() {
        try (var client = new ToldClient(administration, Map.of())) {
            String sid = replicas.begin(client);
            var lease = Duration.ofSeconds(60);
            assertTrue(sessions.due(lease, 500).stream()
                    .anyMatch(each -> each.sid().equals(sid)));
            assertTrue(sessions.due(lease, 500).stream()
                    .noneMatch(each -> each.sid().equals(sid)));
        }
    }

    @Test
    void theOtherServicesAloneSayWhatEnded() {
        String body =
                "{\"sid\": \"unknown\", \"subject\": \"" + replicas.user + "\", \"since\": \"2026-01-01T00:00:00Z\"}";
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/internal/ended-sessions")
                .then()
                .statusCode(401);
        for (int i = 0; i < 2; i++) {
            given().header("Authorization", "Bearer " + tokens.tokenFor("oauth-service"))
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/internal/ended-sessions")
                    .then()
                    .statusCode(204);
        }
    }

    private SessionService standing(List<SessionService.GoingOn> these) {
        return (SessionService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SessionService.class},
                (self, method, arguments) -> Uni.createFrom().item(new SessionService.Standing(these)));
    }
}
