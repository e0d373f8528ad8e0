package dev.gatehouse.oauth.logout;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.OAuthService.SessionEnded;
import dev.gatehouse.common.peer.ServiceTokens;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.oauth.Fixtures;
import dev.gatehouse.oauth.client.ClientAdministration;
import dev.gatehouse.oauth.client.ClientAnswers;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.virtual.threads.VirtualThreads;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Clients are told of sessions that ended (OpenID Connect Back-Channel Logout 1.0). */
@QuarkusTest
@TestProfile(LogoutPeers.Present.class)
class BackChannelTest {
    private final SessionClientStore sessions;
    private final DeliveryStore store;
    private final Clients clients;
    private final ClientAdministration administration;
    private final GuardedFetch fetch;
    private final LogoutConfig config;
    private final ExecutorService threads;
    private final ServiceTokens tokens;
    private final DataSource database;
    private final List<SignatureService.SignOrder> orders = new CopyOnWriteArrayList<>();
    private final UUID user = UUID.randomUUID();
    private volatile boolean signerAway;

    @Inject
    BackChannelTest(
            SessionClientStore sessions,
            DeliveryStore store,
            Clients clients,
            ClientAdministration administration,
            GuardedFetch fetch,
            LogoutConfig config,
            @VirtualThreads ExecutorService threads,
            ServiceTokens tokens,
            DataSource database) {
        this.sessions = sessions;
        this.store = store;
        this.clients = clients;
        this.administration = administration;
        this.fetch = fetch;
        this.config = config;
        this.threads = threads;
        this.tokens = tokens;
        this.database = database;
    }

    @Test
    void aClientIsToldOnceWithSubjectAndSession() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            String sid = begin(client);
            var ended = new EndedSessions(sessions, replica());
            for (int i = 0; i < 3; i++) {
                ended.end(new SessionEnded(sid, user, Instant.now()));
            }
            assertEquals("token-of-" + sid, client.told());
            assertEquals(
                    Map.of("sub", user.toString(), "sid", sid),
                    orders.getFirst().claims());
            assertEquals(SignatureService.Purpose.logout, orders.getFirst().purpose());
            assertEquals("RS256", orders.getFirst().algorithm());
            assertEquals(client.id(), orders.getFirst().clientId());
            within(() -> waiting(client) == 0);
            assertEquals(0, client.untold());
            assertEquals(List.of(), sessions.of(sid, 10));
        }
    }

    @Test
    void nobodyIsToldOfASessionOfSomebodyElse() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            String sid = begin(client);
            assertEquals(0, sessions.end(sid, UUID.randomUUID(), Instant.now()));
            assertEquals(List.of(client.id()), sessions.of(sid, 10));
        }
    }

    @Test
    void aClientThatWantsNothingHasNoDelivery() {
        String id = Fixtures.register(administration, "none").client().clientId();
        sessions.note("sid-" + id, user, id, Instant.now());
        sessions.note("sid-" + id, user, id, Instant.now());
        assertEquals(List.of(id), sessions.of("sid-" + id, 10));
        assertEquals(0, sessions.end("sid-" + id, user, Instant.now()));
        assertEquals(List.of(), sessions.of("sid-" + id, 10));
    }

    @Test
    void aClientThatWasAwayIsToldLater() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            client.answers(503, 0);
            Deliveries deliveries = replica();
            end(begin(client), deliveries);
            assertNotNull(client.told());
            within(() -> attempts(client) == 1);
            Thread.sleep(200);
            deliveries.start();
            Thread.sleep(200);
            assertEquals(0, client.untold(), "not before its time");
            client.answers(200, 0);
            comesDue(client);
            deliveries.start();
            assertNotNull(client.told());
            within(() -> waiting(client) == 0);
        }
    }

    @Test
    void anotherReplicaGoesOnWhereOneDied() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            sessions.end(begin(client), user, Instant.now());
            within(() -> store.take(Set.of(), config.retry())
                    .filter(taken -> taken.clientId().equals(client.id()))
                    .isPresent());
            Deliveries other = replica();
            other.start();
            Thread.sleep(200);
            assertEquals(0, client.untold());
            comesDue(client);
            other.start();
            assertNotNull(client.told());
        }
    }

    @Test
    void whoIsNeverThereIsGivenUp() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            client.answers(400, 0);
            Deliveries deliveries = replica();
            end(begin(client), deliveries);
            for (int tries = 1; tries < config.tries(); tries++) {
                int so = tries;
                within(() -> attempts(client) == so);
                assertNotNull(client.told());
                comesDue(client);
                deliveries.start();
            }
            assertNotNull(client.told());
            within(() -> waiting(client) == 0);
        }
    }

    @Test
    void withoutALogoutTokenItIsTriedAgain() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            signerAway = true;
            Deliveries deliveries = replica();
            end(begin(client), deliveries);
            within(() -> attempts(client) == 1);
            Thread.sleep(100);
            signerAway = false;
            comesDue(client);
            deliveries.start();
            assertNotNull(client.told());
        }
    }

    @Test
    void twoReplicasDeliverEachOnce() throws Exception {
        try (var one = new ToldClient(administration, Map.of());
                var two = new ToldClient(administration, Map.of())) {
            var sids = new HashSet<String>();
            for (int i = 0; i < 20; i++) {
                sids.add(begin(one));
                sids.add(begin(two));
            }
            sids.forEach(sid -> sessions.end(sid, user, Instant.now()));
            Deliveries here = replica();
            Deliveries there = replica();
            here.start();
            there.start();
            var told = new HashSet<String>();
            for (int i = 0; i < 20; i++) {
                told.add(one.told());
                told.add(two.told());
            }
            assertEquals(40, told.size());
            within(() -> waiting(one) + waiting(two) == 0);
            assertEquals(0, one.untold() + two.untold());
        }
    }

    @Test
    void aSlowClientKeepsNeitherTheUserNorOthersWaiting() throws Exception {
        try (var slow = new ToldClient(administration, Map.of("backchannel_logout_timeout", 1));
                var quick = new ToldClient(administration, Map.of())) {
            slow.answers(200, 5000);
            Deliveries deliveries = replica();
            for (int i = 0; i < 6; i++) {
                sessions.end(begin(slow), user, Instant.now());
            }
            long before = System.nanoTime();
            end(begin(slow), deliveries);
            end(begin(quick), deliveries);
            assertNotNull(quick.told());
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            assertTrue(took.compareTo(Duration.ofSeconds(4)) < 0, "took " + took);
            within(() -> waiting(quick) == 0);
            assertTrue(waiting(slow) >= 6, "its time was over before it answered");
        }
    }

    @Test
    void whoKnowsUsersByOtherNamesIsToldTheSession() {
        var ordinary = ClientAnswers.ORDINARY;
        var pairwise = new ClientAnswers(
                "pairwise", null, "app.example", true, null, null, null, null, null, null, null, null);
        var delivery = new DeliveryStore.Delivery(UUID.randomUUID(), "c", "s", user, 1);
        assertEquals(Map.of("sub", user.toString(), "sid", "s"), LogoutTokens.claims(ordinary, delivery));
        assertEquals(Map.of("sid", "s"), LogoutTokens.claims(pairwise, delivery));
    }

    @Test
    void aSessionThatExpiredIsNoticed() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            String over = begin(client);
            String goesOn = begin(client);
            Instant until = Instant.now().plusSeconds(3600);
            var watch = new SessionWatch(
                    sessions,
                    standing(List.of(new SessionService.GoingOn(goesOn, until))),
                    new EndedSessions(sessions, replica()));
            watch.look();
            assertEquals("token-of-" + over, client.told());
            assertEquals(List.of(client.id()), sessions.of(goesOn, 10));
            assertEquals(List.of(), sessions.of(over, 10));
            watch.look();
            within(() -> waiting(client) == 0);
            assertEquals(0, client.untold(), "the other is not due before it can have ended");
        }
    }

    @Test
    void oneReplicaAtATimeLooksAtASession() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            String sid = begin(client);
            var lease = Duration.ofSeconds(60);
            assertTrue(sessions.due(lease, 500).stream()
                    .anyMatch(each -> each.sid().equals(sid)));
            assertTrue(sessions.due(lease, 500).stream()
                    .noneMatch(each -> each.sid().equals(sid)));
        }
    }

    @Test
    void theOtherServicesAloneSayWhatEnded() {
        String body = "{\"sid\": \"unknown\", \"subject\": \"" + user + "\", \"since\": \"2026-01-01T00:00:00Z\"}";
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

    private String begin(ToldClient client) {
        String sid = UUID.randomUUID().toString();
        sessions.note(sid, user, client.id(), Instant.now().minusSeconds(1));
        return sid;
    }

    private void end(String sid, Deliveries deliveries) {
        new EndedSessions(sessions, deliveries).end(new SessionEnded(sid, user, Instant.now()));
    }

    private Deliveries replica() {
        var signatures = (SignatureService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SignatureService.class}, (self, method, arguments) -> {
                    var order = (SignatureService.SignOrder) arguments[0];
                    orders.add(order);
                    return signerAway
                            ? Uni.createFrom().failure(new IllegalStateException("away"))
                            : Uni.createFrom()
                                    .item(new SignatureService.Signed(
                                            "token-of-" + order.claims().get("sid")));
                });
        return new Deliveries(store, clients, new LogoutTokens(signatures), fetch, config, threads);
    }

    private SessionService standing(List<SessionService.GoingOn> these) {
        return (SessionService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SessionService.class},
                (self, method, arguments) -> Uni.createFrom().item(new SessionService.Standing(these)));
    }

    private int waiting(ToldClient client) {
        return number("select count(*) from oauth.logout_deliveries where client_id = ?", client);
    }

    private int attempts(ToldClient client) {
        return number("select coalesce(max(attempts), 0) from oauth.logout_deliveries where client_id = ?", client);
    }

    private int number(String query, ToldClient client) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, client.id());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void comesDue(ToldClient client) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "update oauth.logout_deliveries set due_at = now() where client_id = ?")) {
            statement.setString(1, client.id());
            statement.executeUpdate();
        }
    }

    private static void within(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within ten seconds");
            Thread.sleep(10);
        }
    }
}
