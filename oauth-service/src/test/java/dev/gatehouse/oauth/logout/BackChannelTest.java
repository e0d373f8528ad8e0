package dev.gatehouse.oauth.logout;

import static dev.gatehouse.oauth.logout.Replicas.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.OAuthService.SessionEnded;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Clients are told of sessions that ended (OpenID Connect Back-Channel Logout 1.0). */
@QuarkusTest
@TestProfile(LogoutPeers.Present.class)
class BackChannelTest {
    private final SessionClientStore sessions;
    private final ClientAdministration administration;
    private final LogoutConfig config;
    private final Replicas replicas;

    @Inject
    BackChannelTest(
            SessionClientStore sessions, ClientAdministration administration, LogoutConfig config, Replicas replicas) {
        this.sessions = sessions;
        this.administration = administration;
        this.config = config;
        this.replicas = replicas;
    }

    @Test
    void aClientIsToldOnceWithSubjectAndSession() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            String sid = replicas.begin(client);
            var ended = new EndedSessions(sessions, replicas.replica());
            for (int i = 0; i < 3; i++) {
                ended.end(new SessionEnded(sid, replicas.user, Instant.now()));
            }
            assertEquals("token-of-" + sid, client.told());
            SignatureService.SignOrder order = replicas.orders(client).getFirst();
            assertEquals(Map.of("sub", replicas.user.toString(), "sid", sid), order.claims());
            assertEquals(SignatureService.Purpose.logout, order.purpose());
            assertEquals("RS256", order.algorithm());
            within(() -> replicas.waiting(client) == 0);
            assertEquals(0, client.untold());
            assertEquals(0, replicas.clientsOf(sid));
        }
    }

    @Test
    void aClientThatWasAwayIsToldLater() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            client.answers(503, 200);
            Deliveries deliveries = replicas.replica();
            replicas.end(replicas.begin(client), deliveries);
            assertNotNull(client.told());
            long retry = config.retry().toSeconds();
            within(() -> replicas.attempts(client) == 1 && replicas.dueIn(client) <= retry * 1.2 + 1);
            assertTrue(replicas.dueIn(client) > retry / 2, "not before its time");
            replicas.comesDue(client);
            deliveries.start();
            assertNotNull(client.told());
            within(() -> replicas.waiting(client) == 0);
        }
    }

    @Test
    void nobodyElseTriesItWhileADeliveryMayGoOn() throws Exception {
        try (var client = new ToldClient(administration, Map.of("backchannel_logout_timeout", 10))) {
            client.hold();
            replicas.end(replicas.begin(client), replicas.replica());
            within(() -> replicas.attempts(client) == 1);
            // The client and its token are found, its host is free, and then it takes all its time.
            assertTrue(replicas.dueIn(client) > 4 + 5 + 4 + 10);
        }
    }

    @Test
    void anotherReplicaGoesOnWhereOneDied() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            sessions.end(replicas.begin(client), replicas.user, Instant.now());
            within(() -> replicas.given(client));
            assertFalse(replicas.given(client));
            replicas.comesDue(client);
            replicas.replica().start();
            assertNotNull(client.told());
            within(() -> replicas.waiting(client) == 0);
        }
    }

    @Test
    void whoIsNeverThereIsGivenUp() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            client.answers(400);
            Deliveries deliveries = replicas.replica();
            replicas.end(replicas.begin(client), deliveries);
            for (int tries = 1; tries < config.tries(); tries++) {
                assertNotNull(client.told());
                untilItIsPutOff(client, tries);
                replicas.comesDue(client);
                deliveries.start();
            }
            assertNotNull(client.told());
            within(() -> replicas.waiting(client) == 0);
        }
    }

    @Test
    void withoutALogoutTokenItIsTriedAgain() throws Exception {
        try (var client = new ToldClient(administration, Map.of())) {
            var signerAway = new AtomicBoolean(true);
            Deliveries deliveries = replicas.replica(signerAway::get);
            replicas.end(replicas.begin(client), deliveries);
            untilItIsPutOff(client, 1);
            signerAway.set(false);
            replicas.comesDue(client);
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
                sids.add(replicas.begin(one));
                sids.add(replicas.begin(two));
            }
            sids.forEach(sid -> sessions.end(sid, replicas.user, Instant.now()));
            Deliveries here = replicas.replica();
            Deliveries there = replicas.replica();
            here.start();
            there.start();
            var told = new HashSet<String>();
            for (int i = 0; i < 20; i++) {
                told.add(one.told());
                told.add(two.told());
            }
            assertEquals(40, told.size());
            within(() -> replicas.waiting(one) + replicas.waiting(two) == 0);
            assertEquals(0, one.untold() + two.untold());
        }
    }

    @Test
    void aSlowClientKeepsNeitherTheUserNorOthersWaiting() throws Exception {
        try (var slow = new ToldClient(administration, Map.of("backchannel_logout_timeout", 1));
                var quick = new ToldClient(administration, Map.of())) {
            slow.hold();
            Deliveries deliveries = replicas.replica();
            for (int i = 0; i < 6; i++) {
                sessions.end(replicas.begin(slow), replicas.user, Instant.now());
            }
            replicas.end(replicas.begin(slow), deliveries);
            replicas.end(replicas.begin(quick), deliveries);
            assertNotNull(quick.told());
            within(() -> replicas.waiting(quick) == 0);
            assertEquals(7, replicas.waiting(slow), "it has answered none");
            untilItIsPutOff(slow, 1);
        }
    }

    /** It is not the client's doing that others of its host are slow. */
    @Test
    void whoIsNotAskedForOthersOfItsHostLosesNoTry() throws Exception {
        var more = Map.<String, Object>of("backchannel_logout_timeout", 10);
        try (var one = new ToldClient(administration, more);
                var two = new ToldClient(administration, more);
                var three = new ToldClient(administration, more);
                var last = new ToldClient(administration, Map.of())) {
            Deliveries deliveries = replicas.replica();
            for (var slow : List.of(one, two, three)) {
                slow.hold();
                replicas.end(replicas.begin(slow), deliveries);
                within(slow::asked);
            }
            replicas.end(replicas.begin(last), deliveries);
            within(() -> replicas.attempts(last) == 1);
            within(() -> replicas.attempts(last) == 0);
            assertEquals(1, replicas.waiting(last));
            assertTrue(replicas.dueIn(last) <= config.every().toSeconds());
            assertEquals(0, last.untold());
            for (var slow : List.of(one, two, three)) {
                slow.close();
            }
            within(() -> {
                replicas.comesDue(last);
                deliveries.start();
                return replicas.waiting(last) == 0;
            });
            assertEquals(1, last.untold());
        }
    }

    /** Of several, one. */
    private void untilItIsPutOff(ToldClient client, int attempts) throws InterruptedException {
        double longest = config.retry().toSeconds() * Math.pow(5, attempts - 1) * 1.2 + 1;
        double shortest = config.retry().toSeconds() * Math.pow(5, attempts - 1) - 5;
        within(() -> {
            int due = replicas.dueIn(client);
            return replicas.attempts(client) == attempts && due >= shortest && due <= longest;
        });
    }
}
