package dev.gatehouse.oauth.upstream;

import static java.util.stream.Collectors.toMap;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.GoingOn;
import dev.gatehouse.common.peer.SessionService.Named;
import dev.gatehouse.oauth.upstream.UpstreamSessionStore.Due;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Ends what is still to be ended, and forgets sessions that are over. */
@Singleton
class UpstreamWatch {
    /** Clocks differ by so much at most. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final UpstreamSessionStore store;
    private final UpstreamSignOut signOut;
    private final SessionService sessions;

    UpstreamWatch(UpstreamSessionStore store, UpstreamSignOut signOut, SessionService sessions) {
        this.store = store;
        this.signOut = signOut;
        this.sessions = sessions;
    }

    /** Fails where session-service is away; then they are looked at later. Blocks. */
    void look() {
        List<Due> due = store.due(UpstreamSignOut.LEASE, SessionService.MOST_ASKED);
        due.stream().filter(Due::over).map(Due::session).distinct().forEach(signOut::end);
        List<Named> others = due.stream()
                .filter(each -> !each.over())
                .map(Due::session)
                .distinct()
                .toList();
        if (others.isEmpty()) {
            return;
        }
        Map<String, GoingOn> standing =
                sessions.standing(new SessionService.Sessions(others)).await().atMost(PATIENCE).sessions().stream()
                        .collect(toMap(GoingOn::sid, session -> session));
        for (Named session : others) {
            GoingOn goesOn = standing.get(session.sid());
            if (goesOn == null) {
                store.remove(session);
            } else {
                store.goOn(goesOn, GRACE);
            }
        }
    }
}
