package dev.gatehouse.oauth.logout;

import static java.util.stream.Collectors.toSet;

import dev.gatehouse.common.peer.OAuthService.SessionEnded;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.GoingOn;
import dev.gatehouse.common.peer.SessionService.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Notices sessions that nobody ended: they expired, or Redis lost them. */
@Singleton
class SessionWatch {
    /** Clocks differ by so much at most. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final SessionClientStore store;
    private final SessionService sessions;
    private final EndedSessions ended;

    SessionWatch(SessionClientStore store, SessionService sessions, EndedSessions ended) {
        this.store = store;
        this.sessions = sessions;
        this.ended = ended;
    }

    /** Until none is due. Fails where session-service is away; then they are looked at later. Blocks. */
    void look() {
        List<Named> due = due();
        while (!due.isEmpty()) {
            look(due);
            due = due.size() < SessionService.MOST_ASKED / 2 ? List.of() : due();
        }
    }

    private List<Named> due() {
        return store.due(LEASE, SessionService.MOST_ASKED);
    }

    private void look(List<Named> due) {
        List<GoingOn> standing = sessions.standing(new SessionService.Sessions(due))
                .await()
                .atMost(PATIENCE)
                .sessions();
        store.goOn(standing, GRACE);
        Set<String> goingOn = standing.stream().map(GoingOn::sid).collect(toSet());
        Instant now = Instant.now();
        due.stream()
                .filter(session -> !goingOn.contains(session.sid()))
                .forEach(session -> ended.end(new SessionEnded(session.sid(), session.subject(), now)));
    }
}
