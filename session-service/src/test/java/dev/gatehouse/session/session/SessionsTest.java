package dev.gatehouse.session.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.session.CookieDigest;
import dev.gatehouse.session.session.Sessions.Opened;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long sessions last, what a sign-in does to the one that a browser has, and who sees them. */
@QuarkusTest
class SessionsTest {
    private final OneReplica here;
    private final SessionConfig config;

    @Inject
    SessionsTest(OneReplica here, SessionConfig config) {
        this.here = here;
        this.config = config;
    }

    @BeforeEach
    void nothingIsLeftToTell() {
        here.nothingIsLeftToTell();
    }

    @Test
    void anUnusedSessionEndsAndUseKeepsIt() {
        Opened opened = here.open(here.ada, null);
        for (int i = 0; i < 3; i++) {
            here.pass(config.idle().minusSeconds(1));
            assertTrue(here.found(opened).isPresent());
            settled(opened);
        }
        here.pass(config.idle());
        assertTrue(here.found(opened).isEmpty());
    }

    @Test
    void aSessionEndsHoweverMuchItIsUsed() {
        Opened opened = here.open(here.ada, null);
        for (Instant end = here.now().plus(config.absolute()).minusSeconds(1);
                here.now().isBefore(end); ) {
            assertTrue(here.found(opened).isPresent());
            settled(opened);
            Duration left = Duration.between(here.now(), end);
            Duration step = config.idle().dividedBy(2);
            here.pass(left.compareTo(step) < 0 ? left : step);
        }
        assertTrue(here.found(opened).isPresent());
        here.pass(Duration.ofSeconds(1));
        assertTrue(here.found(opened).isEmpty());
        assertEquals(List.of(), OneReplica.done(here.sessions.ofUser(here.ada)));
    }

    @Test
    void theLastUseIsWrittenOnceAMinuteAtMost() {
        Opened opened = here.open(here.ada, null);
        Instant first = here.stored(opened).lastUsedAt();
        here.pass(config.touch().minusSeconds(2));
        here.found(opened);
        assertEquals(first, here.stored(opened).lastUsedAt());
        here.pass(Duration.ofSeconds(2));
        here.found(opened);
        settled(opened);
    }

    @Test
    void aRememberedSessionLastsLongerAndTheBrowserKeepsItsCookie() {
        assertNull(here.open(here.ada, null).kept());
        Opened opened = here.open(here.ada, new Arrival(null, true));
        assertEquals(config.remembered().absolute(), opened.kept());
        assertTrue(SessionCookie.of(opened)
                .endsWith("; Max-Age=" + config.remembered().absolute().toSeconds()));
        here.pass(config.remembered().idle().minusSeconds(1));
        assertTrue(here.found(opened).isPresent());
        settled(opened);
        here.pass(config.remembered().idle());
        assertTrue(here.found(opened).isEmpty());
    }

    @Test
    void whoSignsInAgainKeepsTheSessionUnderAnotherCookie() {
        Opened opened = here.open(here.ada, new Arrival(null, true));
        here.pass(Duration.ofMinutes(20));
        Opened again = here.open(here.ada, Arrival.with(opened.cookie()));
        assertEquals(opened.session().sid(), again.session().sid());
        assertNotEquals(opened.cookie(), again.cookie());
        assertTrue(here.found(opened).isEmpty());
        assertTrue(again.session().remembered());
        assertEquals(here.now(), again.session().createdAt());
        assertEquals(List.of("jti " + CookieDigest.name(CookieDigest.of(opened.cookie()))), here.tokens.revoked());
    }

    @Test
    void whoProvesMoreKeepsTheSessionAndHowLongItLasts() {
        Opened opened = here.open(here.ada, null);
        Instant signedIn = here.now();
        here.pass(Duration.ofMinutes(20));
        Opened more = OneReplica.done(
                        here.sessions.stepUp(opened.cookie(), Samples.user(here.ada, signedIn, "pwd", "otp", "mfa")))
                .orElseThrow();
        assertEquals(opened.session().sid(), more.session().sid());
        assertEquals(
                List.of("pwd", "otp", "mfa"), here.found(more).orElseThrow().amr());
        assertEquals(here.stored(more).createdAt(), signedIn.truncatedTo(ChronoUnit.MILLIS));
        assertTrue(here.found(opened).isEmpty());
    }

    @Test
    void whatEndedMeanwhileIsNotSteppedUp() {
        Opened opened = here.open(here.ada, null);
        assertEquals(
                Optional.empty(),
                OneReplica.done(
                        here.sessions.stepUp(opened.cookie(), Samples.user(here.bob, here.now(), "pwd", "mfa"))));
        OneReplica.done(here.sessions.signOut(opened.cookie(), opened.session()));
        assertEquals(
                Optional.empty(),
                OneReplica.done(
                        here.sessions.stepUp(opened.cookie(), Samples.user(here.ada, here.now(), "pwd", "mfa"))));
        assertEquals(List.of(), OneReplica.done(here.sessions.ofUser(here.ada)));
    }

    @Test
    void whoSignsInAtSomebodyElsesBrowserEndsTheirSession() {
        Opened adas = here.open(here.ada, null);
        Opened bobs = here.open(here.bob, Arrival.with(adas.cookie()));
        assertTrue(here.found(adas).isEmpty());
        assertTrue(here.found(bobs).isPresent());
        assertEquals(List.of("sid " + adas.session().sid()), here.tokens.revoked());
    }

    @Test
    void aSignInCountsThoughTheOldSessionCannotBeFinishedNow() {
        Opened adas = here.open(here.ada, null);
        here.tokens.away(true);
        Opened bobs = here.open(here.bob, Arrival.with(adas.cookie()));
        assertTrue(here.found(bobs).isPresent());
        assertTrue(here.found(adas).isEmpty());
        here.tokens.away(false);
        here.sweep();
        assertEquals(List.of("sid " + adas.session().sid()), here.tokens.revoked());
    }

    @Test
    void whoWasSigningInWhileAllWasEndedHasToDoItAnew() {
        Opened opened = here.open(here.ada, null);
        Instant proved = here.now();
        here.pass(Duration.ofSeconds(1));
        OneReplica.done(here.sessions.endEverything(here.ada));
        assertTrue(here.found(opened).isEmpty());
        assertInstanceOf(
                Sessions.Overtaken.class,
                OneReplica.done(
                        here.sessions.open(Samples.user(here.ada, proved, "pwd"), Arrival.with(opened.cookie()))));
        here.pass(Duration.ofSeconds(1));
        assertTrue(here.found(here.open(here.ada, null)).isPresent());
    }

    /** A provider may answer from a session of its own: nobody has proved anything now, and signed in they are. */
    @Test
    void aSignInCountsFromWhenItBeganThoughTheProofIsOlder() {
        Instant proved = here.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        Instant before = here.now();
        here.pass(Duration.ofSeconds(1));
        OneReplica.done(here.sessions.endEverything(here.ada));
        assertInstanceOf(
                Sessions.Overtaken.class,
                OneReplica.done(here.sessions.open(elsewhere(proved, before), Arrival.with(null))));
        here.pass(Duration.ofSeconds(1));
        Instant begun = here.now().truncatedTo(ChronoUnit.MICROS);
        Opened opened = assertInstanceOf(
                Opened.class, OneReplica.done(here.sessions.open(elsewhere(proved, begun), Arrival.with(null))));
        assertEquals(proved, here.found(opened).orElseThrow().authTime());
        assertEquals(begun, here.found(opened).orElseThrow().begun());
        here.pass(Duration.ofMinutes(20));
        Opened again = assertInstanceOf(
                Opened.class,
                OneReplica.done(here.sessions.open(elsewhere(proved, here.now()), Arrival.with(opened.cookie()))));
        assertEquals(here.now(), again.session().createdAt(), "it lasts anew");
        Instant second = again.session().begun();
        here.pass(Duration.ofMinutes(1));
        Opened more = OneReplica.done(
                        here.sessions.stepUp(again.cookie(), Samples.user(here.ada, proved, "fed", "otp", "mfa")))
                .orElseThrow();
        assertEquals(
                second.truncatedTo(ChronoUnit.MICROS),
                here.found(more).orElseThrow().begun());
        assertEquals(proved, here.found(more).orElseThrow().authTime());
        settledAfterUse(more);
    }

    private Authenticated elsewhere(Instant proved, Instant begun) {
        return Samples.user(here.ada, proved, "fed").begun(begun);
    }

    /** What is written is read as the same, else its use would never be noted. */
    private void settledAfterUse(Opened opened) {
        here.pass(config.touch());
        here.found(opened);
        settled(opened);
    }

    @Test
    void theOneThatWasOpenedLastIsListedFirst() {
        Opened first = here.open(here.ada, null);
        here.pass(Duration.ofSeconds(1));
        Opened second = here.open(here.ada, null);
        assertEquals(
                List.of(second.session().sid(), first.session().sid()),
                OneReplica.done(here.sessions.ofUser(here.ada)).stream()
                        .map(Session::sid)
                        .toList());
    }

    /** Nobody waits for a use to be written but this. */
    private void settled(Opened opened) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (here.stored(opened).lastUsedAt().getEpochSecond() != here.now().getEpochSecond()) {
            assertTrue(System.nanoTime() < end, "the use was not written");
            Thread.onSpinWait();
        }
    }
}
