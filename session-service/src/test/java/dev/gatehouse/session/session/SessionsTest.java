package dev.gatehouse.session.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.session.CookieDigest;
import dev.gatehouse.common.session.CsrfCheck;
import dev.gatehouse.session.session.Sessions.Arrival;
import dev.gatehouse.session.session.Sessions.Opened;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsTest {
    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final Revoking tokens = new Revoking();
    private final Telling clients = new Telling();
    private final RedisDataSource redis;
    private final SessionStore store;
    private final EndingStore ending;
    private final SessionConfig config;
    private final Endings endings;
    private final Sessions sessions;
    private Instant now = Instant.now();

    @Inject
    SessionsTest(RedisDataSource redis, SessionStore store, EndingStore ending, SessionConfig config, CsrfCheck csrf) {
        this.redis = redis;
        this.store = store;
        this.ending = ending;
        this.config = config;
        InstantSource clock = () -> now;
        endings = new Endings(ending, config, tokens.service(), clients.service(), clock);
        sessions = new Sessions(store, endings, config, csrf, clock);
    }

    @BeforeEach
    void nothingIsLeftToTell() {
        done(ending.endedBefore(Instant.MAX)).forEach(each -> done(ending.revoked(each)));
        done(ending.revokedBefore(Instant.MAX)).forEach(each -> done(ending.told(each)));
    }

    @Test
    void anUnusedSessionEndsAndUseKeepsIt() {
        Opened opened = open(ada, null);
        for (int i = 0; i < 3; i++) {
            pass(config.idle().minusSeconds(1));
            assertTrue(found(opened).isPresent());
            settled(opened);
        }
        pass(config.idle());
        assertTrue(found(opened).isEmpty());
    }

    @Test
    void aSessionEndsHoweverMuchItIsUsed() {
        Opened opened = open(ada, null);
        for (Instant end = now.plus(config.absolute()).minusSeconds(1); now.isBefore(end); ) {
            assertTrue(found(opened).isPresent());
            settled(opened);
            Duration left = Duration.between(now, end);
            Duration step = config.idle().dividedBy(2);
            pass(left.compareTo(step) < 0 ? left : step);
        }
        assertTrue(found(opened).isPresent());
        pass(Duration.ofSeconds(1));
        assertTrue(found(opened).isEmpty());
        assertEquals(List.of(), done(sessions.ofUser(ada)));
    }

    @Test
    void theLastUseIsWrittenOnceAMinuteAtMost() {
        Opened opened = open(ada, null);
        Instant first = stored(opened).lastUsedAt();
        pass(config.touch().minusSeconds(2));
        found(opened);
        assertEquals(first, stored(opened).lastUsedAt());
        pass(Duration.ofSeconds(2));
        found(opened);
        settled(opened);
    }

    @Test
    void aRememberedSessionLastsLongerAndTheBrowserKeepsItsCookie() {
        assertNull(open(ada, null).kept());
        Opened opened = open(ada, new Arrival(null, true));
        assertEquals(config.remembered().absolute(), opened.kept());
        assertTrue(SessionCookie.of(opened)
                .endsWith("; Max-Age=" + config.remembered().absolute().toSeconds()));
        pass(config.remembered().idle().minusSeconds(1));
        assertTrue(found(opened).isPresent());
        settled(opened);
        pass(config.remembered().idle());
        assertTrue(found(opened).isEmpty());
    }

    @Test
    void whoSignsInAgainKeepsTheSessionUnderAnotherCookie() {
        Opened opened = open(ada, new Arrival(null, true));
        pass(Duration.ofMinutes(20));
        Opened again = open(ada, Arrival.with(opened.cookie()));
        assertEquals(opened.session().sid(), again.session().sid());
        assertNotEquals(opened.cookie(), again.cookie());
        assertTrue(found(opened).isEmpty());
        assertTrue(again.session().remembered());
        assertEquals(now, again.session().createdAt());
        assertEquals(List.of("jti " + CookieDigest.name(CookieDigest.of(opened.cookie()))), tokens.revoked());
    }

    @Test
    void whoProvesMoreKeepsTheSessionAndHowLongItLasts() {
        Opened opened = open(ada, null);
        Instant signedIn = now;
        pass(Duration.ofMinutes(20));
        Opened more = done(sessions.stepUp(opened.cookie(), Samples.user(ada, signedIn, "pwd", "otp", "mfa")))
                .orElseThrow();
        assertEquals(opened.session().sid(), more.session().sid());
        assertEquals(List.of("pwd", "otp", "mfa"), found(more).orElseThrow().amr());
        assertEquals(stored(more).createdAt(), signedIn.truncatedTo(ChronoUnit.MILLIS));
        assertTrue(found(opened).isEmpty());
    }

    @Test
    void whatEndedMeanwhileIsNotSteppedUp() {
        Opened opened = open(ada, null);
        assertEquals(Optional.empty(), done(sessions.stepUp(opened.cookie(), Samples.user(bob, now, "pwd", "mfa"))));
        done(sessions.signOut(opened.cookie(), opened.session()));
        assertEquals(Optional.empty(), done(sessions.stepUp(opened.cookie(), Samples.user(ada, now, "pwd", "mfa"))));
        assertEquals(List.of(), done(sessions.ofUser(ada)));
    }

    @Test
    void whoSignsInAtSomebodyElsesBrowserEndsTheirSession() {
        Opened adas = open(ada, null);
        Opened bobs = open(bob, Arrival.with(adas.cookie()));
        assertTrue(found(adas).isEmpty());
        assertTrue(found(bobs).isPresent());
        assertEquals(List.of("sid " + adas.session().sid()), tokens.revoked());
    }

    @Test
    void aSignInCountsThoughTheOldSessionCannotBeFinishedNow() {
        Opened adas = open(ada, null);
        tokens.away(true);
        Opened bobs = open(bob, Arrival.with(adas.cookie()));
        assertTrue(found(bobs).isPresent());
        assertTrue(found(adas).isEmpty());
        tokens.away(false);
        sweep();
        assertEquals(List.of("sid " + adas.session().sid()), tokens.revoked());
    }

    @Test
    void aSignOutThatFailedIsFinishedLaterAndTheSessionIsOverAtOnce() {
        Opened opened = open(ada, null);
        tokens.away(true);
        assertThrows(
                PeerAway.class, () -> done(sessions.end(ada, opened.session().sid())));
        assertTrue(found(opened).isEmpty());
        assertEquals(List.of(), done(sessions.ofUser(ada)));
        sweep();
        tokens.away(false);
        done(endings.finishThoseLeft());
        assertEquals(List.of(), tokens.revoked(), "another replica has the turn");
        sweep();
        assertEquals(List.of("sid " + opened.session().sid()), tokens.revoked());
        sweep();
        assertEquals(1, tokens.revoked().size());
    }

    @Test
    void whoAsksAgainAfterASignOutThatFailedIsToldWhenItIsDone() {
        Opened opened = open(ada, null);
        String sid = opened.session().sid();
        tokens.away(true);
        assertThrows(PeerAway.class, () -> done(sessions.end(ada, sid)));
        assertThrows(PeerAway.class, () -> done(sessions.end(ada, sid)));
        assertEquals(false, done(sessions.end(bob, sid)));
        tokens.away(false);
        assertEquals(true, done(sessions.end(ada, sid)));
        assertEquals(List.of("sid " + sid), tokens.revoked());
        assertEquals(false, done(sessions.end(ada, sid)));
    }

    @Test
    void clientsAreToldOfSessionsThatEndAndOfNoCookieThatWasRenewed() {
        Opened opened = open(ada, null);
        Opened again = open(ada, Arrival.with(opened.cookie()));
        assertEquals(List.of(), clients.told());
        String sid = again.session().sid();
        done(sessions.signOut(again.cookie(), again.session()));
        assertEquals(
                List.of(sid),
                clients.told().stream().map(OAuthService.SessionEnded::sid).toList());
        assertEquals(ada, clients.told().getFirst().subject());
        sweep();
        assertEquals(1, clients.told().size());
    }

    @Test
    void aSignOutIsDoneThoughClientsCannotBeToldNowAndTheyAreToldLater() {
        Opened opened = open(ada, null);
        clients.away(true);
        assertEquals(true, done(sessions.signOut(opened.cookie(), opened.session())));
        assertEquals(List.of("sid " + opened.session().sid()), tokens.revoked());
        sweep();
        assertEquals(List.of(), clients.told());
        clients.away(false);
        sweep();
        assertEquals(1, clients.told().size());
        sweep();
        assertEquals(1, clients.told().size());
    }

    @Test
    void tokensAreRevokedLaterThoughClientsOfAnotherSessionStillCannotBeTold() {
        Opened adas = open(ada, null);
        Opened bobs = open(bob, null);
        clients.away(true);
        done(sessions.signOut(adas.cookie(), adas.session()));
        tokens.away(true);
        assertThrows(PeerAway.class, () -> done(sessions.signOut(bobs.cookie(), bobs.session())));
        tokens.away(false);
        sweep();
        assertEquals(
                List.of("sid " + adas.session().sid(), "sid " + bobs.session().sid()), tokens.revoked());
        assertEquals(List.of(), clients.told());
        clients.away(false);
        sweep();
        assertEquals(2, clients.told().size());
        assertEquals(2, tokens.revoked().size(), "once is enough");
    }

    @Test
    void whoAsksAgainIsNotKeptWaitingForClients() {
        Opened opened = open(ada, null);
        clients.away(true);
        done(sessions.signOut(opened.cookie(), opened.session()));
        done(sessions.endAll(ada, null));
        assertEquals(1, tokens.revoked().size());
        assertEquals(false, done(sessions.end(ada, opened.session().sid())));
    }

    @Test
    void aSignOutGoesByTheCookieWhateverTheIndexSays() {
        Opened opened = open(ada, null);
        // As if the index had lost it.
        redis.key().del("session:user:" + ada);
        assertEquals(true, done(sessions.signOut(opened.cookie(), opened.session())));
        assertTrue(found(opened).isEmpty());
    }

    @Test
    void nobodyEndsWhatIsAnothers() {
        Opened opened = open(ada, null);
        for (String sid : List.of(opened.session().sid(), "", "*", "x".repeat(10_000))) {
            assertEquals(false, done(sessions.end(bob, sid)));
        }
        assertTrue(found(opened).isPresent());
    }

    @Test
    void allOthersEndAndTheirTokensWithThem() {
        Opened first = open(ada, null);
        Opened kept = open(ada, null);
        done(sessions.endAll(ada, kept.session().sid()));
        assertTrue(found(first).isEmpty());
        assertTrue(found(kept).isPresent());
        assertEquals(List.of("sid " + first.session().sid()), tokens.revoked());
    }

    @Test
    void whoAsksAgainToEndAllAfterThatFailedIsToldWhenItIsDone() {
        Opened first = open(ada, null);
        Opened kept = open(ada, null);
        Opened bobs = open(bob, null);
        String sid = kept.session().sid();
        tokens.away(true);
        assertThrows(PeerAway.class, () -> done(sessions.endAll(ada, sid)));
        assertTrue(found(first).isEmpty());
        assertThrows(PeerAway.class, () -> done(sessions.endAll(ada, sid)), "nothing is left, and nothing is told");
        assertThrows(PeerAway.class, () -> done(sessions.end(bob, bobs.session().sid())));
        tokens.away(false);
        done(sessions.endAll(ada, sid));
        assertEquals(List.of("sid " + first.session().sid()), tokens.revoked(), "and nothing of others'");
        assertTrue(found(kept).isPresent());
        done(sessions.endAll(ada, sid));
        assertEquals(1, tokens.revoked().size());
    }

    @Test
    void whoWasSigningInWhileAllWasEndedHasToDoItAnew() {
        Opened opened = open(ada, null);
        Instant proved = now;
        pass(Duration.ofSeconds(1));
        done(sessions.endEverything(ada));
        assertTrue(found(opened).isEmpty());
        assertInstanceOf(
                Sessions.Overtaken.class,
                done(sessions.open(Samples.user(ada, proved, "pwd"), Arrival.with(opened.cookie()))));
        pass(Duration.ofSeconds(1));
        assertTrue(found(open(ada, null)).isPresent());
    }

    /** A provider may answer from a session of its own: nobody has proved anything now, and signed in they are. */
    @Test
    void aSignInCountsFromWhenItBeganThoughTheProofIsOlder() {
        Instant proved = now.minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        Instant before = now;
        pass(Duration.ofSeconds(1));
        done(sessions.endEverything(ada));
        assertInstanceOf(Sessions.Overtaken.class, done(sessions.open(elsewhere(proved, before), Arrival.with(null))));
        pass(Duration.ofSeconds(1));
        Instant begun = now.truncatedTo(ChronoUnit.MICROS);
        Opened opened =
                assertInstanceOf(Opened.class, done(sessions.open(elsewhere(proved, begun), Arrival.with(null))));
        assertEquals(proved, found(opened).orElseThrow().authTime());
        assertEquals(begun, found(opened).orElseThrow().begunAt());
        pass(Duration.ofMinutes(20));
        Opened again = assertInstanceOf(
                Opened.class, done(sessions.open(elsewhere(proved, now), Arrival.with(opened.cookie()))));
        assertEquals(now, again.session().createdAt(), "it lasts anew");
        Instant second = again.session().begunAt();
        pass(Duration.ofMinutes(1));
        Opened more = done(sessions.stepUp(again.cookie(), Samples.user(ada, proved, "fed", "otp", "mfa")))
                .orElseThrow();
        assertEquals(
                second.truncatedTo(ChronoUnit.MICROS), found(more).orElseThrow().begunAt());
        assertEquals(proved, found(more).orElseThrow().authTime());
        settledAfterUse(more);
    }

    private Authenticated elsewhere(Instant proved, Instant begun) {
        return Samples.user(ada, proved, "fed").begun(begun);
    }

    /** What is written is read as the same, else its use would never be noted. */
    private void settledAfterUse(Opened opened) {
        pass(config.touch());
        found(opened);
        settled(opened);
    }

    @Test
    void theOneThatWasOpenedLastIsListedFirst() {
        Opened first = open(ada, null);
        pass(Duration.ofSeconds(1));
        Opened second = open(ada, null);
        assertEquals(
                List.of(second.session().sid(), first.session().sid()),
                done(sessions.ofUser(ada)).stream().map(Session::sid).toList());
    }

    private Opened open(UUID user, @Nullable Arrival arrival) {
        return assertInstanceOf(
                Opened.class,
                done(sessions.open(Samples.user(user, now, "pwd"), arrival == null ? Arrival.with(null) : arrival)));
    }

    private Optional<Session> found(Opened opened) {
        return done(sessions.find(opened.cookie()));
    }

    private Session stored(Opened opened) {
        return done(store.find(opened.cookie())).orElseThrow();
    }

    /** Nobody waits for a use to be written but this. */
    private void settled(Opened opened) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (stored(opened).lastUsedAt().getEpochSecond() != now.getEpochSecond()) {
            assertTrue(System.nanoTime() < end, "the use was not written");
            Thread.onSpinWait();
        }
    }

    /** As the timer does it, when the turns of now are over. */
    private void sweep() {
        pass(config.ending().after().plusSeconds(1));
        redis.key().del("session:ending:turn");
        done(endings.finishThoseLeft());
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
    }

    private static <T extends @Nullable Object> T done(Uni<T> step) {
        return step.await().atMost(Duration.ofSeconds(20));
    }
}
