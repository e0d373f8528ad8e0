package dev.gatehouse.session.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.SessionService.GoingOn;
import dev.gatehouse.common.peer.SessionService.Named;
import dev.gatehouse.common.peer.SessionService.SignOut;
import dev.gatehouse.common.session.CsrfCheck;
import dev.gatehouse.session.session.Sessions.Opened;
import dev.gatehouse.session.session.SessionsForPeers.SignedOut;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsForPeersTest {
    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final Revoking tokens = new Revoking();
    private final SessionConfig config;
    private final Sessions sessions;
    private final SessionsForPeers forPeers;
    private Instant now = Instant.now();

    @Inject
    SessionsForPeersTest(SessionStore store, EndingStore ending, SessionConfig config, CsrfCheck csrf) {
        this.config = config;
        InstantSource clock = () -> now;
        var endings = new Endings(ending, config, tokens.service(), new Telling().service(), clock);
        sessions = new Sessions(store, endings, config, csrf, clock);
        forPeers = new SessionsForPeers(sessions, config, clock);
    }

    @Test
    void theSessionOfTheBrowserEndsWithItsCookie() {
        Opened opened = open(ada);
        String sid = opened.session().sid();
        assertEquals(new SignedOut(true, true), signOut(sid, ada, opened.cookie()));
        assertEquals(List.of("sid " + sid), tokens.revoked());
        // Once more, as from another tab.
        assertEquals(new SignedOut(false, true), signOut(sid, ada, opened.cookie()));
        assertEquals(new SignedOut(false, false), signOut(sid, ada, null));
    }

    @Test
    void whoHasSignedInSinceStaysSo() {
        Opened old = open(ada);
        Opened since = open(bob);
        assertEquals(new SignedOut(true, false), signOut(old.session().sid(), ada, since.cookie()));
        assertEquals(true, done(sessions.find(since.cookie())).isPresent());
        assertEquals(true, done(sessions.find(old.cookie())).isEmpty());
    }

    @Test
    void nobodyEndsWhatIsAnothers() {
        Opened adas = open(ada);
        assertEquals(new SignedOut(false, false), signOut(adas.session().sid(), bob, adas.cookie()));
        assertEquals(true, done(sessions.find(adas.cookie())).isPresent());
    }

    @Test
    void whatGoesOnIsToldWithItsEnd() {
        Opened adas = open(ada);
        Opened over = open(ada);
        Opened bobs = open(bob);
        done(sessions.signOut(over.cookie(), over.session()));
        List<GoingOn> standing = done(forPeers.standing(List.of(
                new Named(ada, adas.session().sid()),
                new Named(ada, over.session().sid()),
                // Another's is not theirs.
                new Named(ada, bobs.session().sid()),
                new Named(bob, bobs.session().sid()))));
        assertEquals(
                Set.of(adas.session().sid(), bobs.session().sid()),
                standing.stream().map(GoingOn::sid).collect(Collectors.toSet()));
        standing.forEach(each -> assertFalse(each.until().isAfter(now.plus(config.idle()))));
        now = now.plus(config.idle());
        assertEquals(
                List.of(),
                done(forPeers.standing(List.of(new Named(ada, adas.session().sid())))));
    }

    private Opened open(UUID user) {
        return assertInstanceOf(Opened.class, done(sessions.open(Samples.user(user, now, "pwd"), Arrival.with(null))));
    }

    private SignedOut signOut(String sid, UUID subject, @Nullable String cookie) {
        return done(forPeers.signOut(new SignOut(sid, subject, cookie)));
    }

    private static <T extends @Nullable Object> T done(Uni<T> step) {
        return step.await().atMost(Duration.ofSeconds(20));
    }
}
