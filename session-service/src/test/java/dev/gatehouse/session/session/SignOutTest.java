package dev.gatehouse.session.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.session.session.Sessions.Opened;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sign-out is called done when the tokens of the session are revoked, and the session is over at once. */
@QuarkusTest
class SignOutTest {
    private final OneReplica here;
    private final RedisDataSource redis;

    @Inject
    SignOutTest(OneReplica here, RedisDataSource redis) {
        this.here = here;
        this.redis = redis;
    }

    @BeforeEach
    void nothingIsLeftToTell() {
        here.nothingIsLeftToTell();
    }

    @Test
    void aSignOutThatFailedIsFinishedLaterAndTheSessionIsOverAtOnce() {
        Opened opened = here.open(here.ada, null);
        here.tokens.away(true);
        assertThrows(
                PeerAway.class,
                () -> OneReplica.done(
                        here.sessions.end(here.ada, opened.session().sid())));
        assertTrue(here.found(opened).isEmpty());
        assertEquals(List.of(), OneReplica.done(here.sessions.ofUser(here.ada)));
        here.sweep();
        here.tokens.away(false);
        OneReplica.done(here.endings.finishThoseLeft());
        assertEquals(List.of(), here.tokens.revoked(), "another replica has the turn");
        here.sweep();
        assertEquals(List.of("sid " + opened.session().sid()), here.tokens.revoked());
        here.sweep();
        assertEquals(1, here.tokens.revoked().size());
    }

    @Test
    void whoAsksAgainAfterASignOutThatFailedIsToldWhenItIsDone() {
        Opened opened = here.open(here.ada, null);
        String sid = opened.session().sid();
        here.tokens.away(true);
        assertThrows(PeerAway.class, () -> OneReplica.done(here.sessions.end(here.ada, sid)));
        assertThrows(PeerAway.class, () -> OneReplica.done(here.sessions.end(here.ada, sid)));
        assertEquals(false, OneReplica.done(here.sessions.end(here.bob, sid)));
        here.tokens.away(false);
        assertEquals(true, OneReplica.done(here.sessions.end(here.ada, sid)));
        assertEquals(List.of("sid " + sid), here.tokens.revoked());
        assertEquals(false, OneReplica.done(here.sessions.end(here.ada, sid)));
    }

    @Test
    void clientsAreToldOfSessionsThatEndAndOfNoCookieThatWasRenewed() {
        Opened opened = here.open(here.ada, null);
        Opened again = here.open(here.ada, Arrival.with(opened.cookie()));
        assertEquals(List.of(), here.clients.told());
        String sid = again.session().sid();
        OneReplica.done(here.sessions.signOut(again.cookie(), again.session()));
        assertEquals(
                List.of(sid),
                here.clients.told().stream().map(OAuthService.SessionEnded::sid).toList());
        assertEquals(here.ada, here.clients.told().getFirst().subject());
        here.sweep();
        assertEquals(1, here.clients.told().size());
    }

    @Test
    void aSignOutIsDoneThoughClientsCannotBeToldNowAndTheyAreToldLater() {
        Opened opened = here.open(here.ada, null);
        here.clients.away(true);
        assertEquals(true, OneReplica.done(here.sessions.signOut(opened.cookie(), opened.session())));
        assertEquals(List.of("sid " + opened.session().sid()), here.tokens.revoked());
        here.sweep();
        assertEquals(List.of(), here.clients.told());
        here.clients.away(false);
        here.sweep();
        assertEquals(1, here.clients.told().size());
        here.sweep();
        assertEquals(1, here.clients.told().size());
    }

    @Test
    void tokensAreRevokedLaterThoughClientsOfAnotherSessionStillCannotBeTold() {
        Opened adas = here.open(here.ada, null);
        Opened bobs = here.open(here.bob, null);
        here.clients.away(true);
        OneReplica.done(here.sessions.signOut(adas.cookie(), adas.session()));
        here.tokens.away(true);
        assertThrows(PeerAway.class, () -> OneReplica.done(here.sessions.signOut(bobs.cookie(), bobs.session())));
        here.tokens.away(false);
        here.sweep();
        assertEquals(
                List.of("sid " + adas.session().sid(), "sid " + bobs.session().sid()), here.tokens.revoked());
        assertEquals(List.of(), here.clients.told());
        here.clients.away(false);
        here.sweep();
        assertEquals(2, here.clients.told().size());
        assertEquals(2, here.tokens.revoked().size(), "once is enough");
    }

    @Test
    void whoAsksAgainIsNotKeptWaitingForClients() {
        Opened opened = here.open(here.ada, null);
        here.clients.away(true);
        OneReplica.done(here.sessions.signOut(opened.cookie(), opened.session()));
        OneReplica.done(here.sessions.endAll(here.ada, null));
        assertEquals(1, here.tokens.revoked().size());
        assertEquals(
                false,
                OneReplica.done(here.sessions.end(here.ada, opened.session().sid())));
    }

    @Test
    void aSignOutGoesByTheCookieWhateverTheIndexSays() {
        Opened opened = here.open(here.ada, null);
        // As if the index had lost it.
        redis.key().del("session:user:" + here.ada);
        assertEquals(true, OneReplica.done(here.sessions.signOut(opened.cookie(), opened.session())));
        assertTrue(here.found(opened).isEmpty());
    }

    @Test
    void nobodyEndsWhatIsAnothers() {
        Opened opened = here.open(here.ada, null);
        for (String sid : List.of(opened.session().sid(), "", "*", "x".repeat(10_000))) {
            assertEquals(false, OneReplica.done(here.sessions.end(here.bob, sid)));
        }
        assertTrue(here.found(opened).isPresent());
    }

    @Test
    void allOthersEndAndTheirTokensWithThem() {
        Opened first = here.open(here.ada, null);
        Opened kept = here.open(here.ada, null);
        OneReplica.done(here.sessions.endAll(here.ada, kept.session().sid()));
        assertTrue(here.found(first).isEmpty());
        assertTrue(here.found(kept).isPresent());
        assertEquals(List.of("sid " + first.session().sid()), here.tokens.revoked());
    }

    @Test
    void whoAsksAgainToEndAllAfterThatFailedIsToldWhenItIsDone() {
        Opened first = here.open(here.ada, null);
        Opened kept = here.open(here.ada, null);
        Opened bobs = here.open(here.bob, null);
        String sid = kept.session().sid();
        here.tokens.away(true);
        assertThrows(PeerAway.class, () -> OneReplica.done(here.sessions.endAll(here.ada, sid)));
        assertTrue(here.found(first).isEmpty());
        assertThrows(
                PeerAway.class,
                () -> OneReplica.done(here.sessions.endAll(here.ada, sid)),
                "nothing is left, and nothing is told");
        assertThrows(
                PeerAway.class,
                () -> OneReplica.done(here.sessions.end(here.bob, bobs.session().sid())));
        here.tokens.away(false);
        OneReplica.done(here.sessions.endAll(here.ada, sid));
        assertEquals(List.of("sid " + first.session().sid()), here.tokens.revoked(), "and nothing of others'");
        assertTrue(here.found(kept).isPresent());
        OneReplica.done(here.sessions.endAll(here.ada, sid));
        assertEquals(1, here.tokens.revoked().size());
    }

    @Test
    void aBrowserThatTriesAgainAfterASignOutThatFailedIsToldWhenItIsDone() {
        Opened opened = here.open(here.ada, null);
        String cookie = opened.cookie();
        assertEquals(Optional.empty(), OneReplica.done(here.sessions.halfEnded(cookie)));
        here.tokens.away(true);
        assertThrows(PeerAway.class, () -> OneReplica.done(here.sessions.signOut(cookie, opened.session())));
        assertTrue(here.found(opened).isEmpty());
        assertEquals(Optional.of(opened.session().sid()), OneReplica.done(here.sessions.halfEnded(cookie)));
        assertThrows(PeerAway.class, () -> OneReplica.done(here.sessions.finish(cookie)));
        OneReplica.done(here.sessions.finish("another"));
        assertEquals(List.of(), here.tokens.revoked());
        here.tokens.away(false);
        OneReplica.done(here.sessions.finish(cookie));
        assertEquals(List.of("sid " + opened.session().sid()), here.tokens.revoked());
        OneReplica.done(here.sessions.finish(cookie));
        assertEquals(1, here.tokens.revoked().size(), "once");
    }

    @Test
    void itsBrowserIsToldTheSameHoweverTheSessionEnded() {
        Opened fromAfar = here.open(here.ada, null);
        here.tokens.away(true);
        assertThrows(
                PeerAway.class,
                () -> OneReplica.done(
                        here.sessions.end(here.ada, fromAfar.session().sid())));
        Opened amongAll = here.open(here.ada, null);
        assertThrows(PeerAway.class, () -> OneReplica.done(here.sessions.endAll(here.ada, null)));
        here.pass(Duration.ofSeconds(1));
        Opened replaced = here.open(here.ada, null);
        here.open(here.bob, Arrival.with(replaced.cookie()));
        for (Opened each : List.of(fromAfar, amongAll, replaced)) {
            assertTrue(OneReplica.done(here.sessions.halfEnded(each.cookie())).isPresent());
        }
        here.tokens.away(false);
        here.sweep();
        for (Opened each : List.of(fromAfar, amongAll, replaced)) {
            assertEquals(Optional.empty(), OneReplica.done(here.sessions.halfEnded(each.cookie())));
        }
    }
}
