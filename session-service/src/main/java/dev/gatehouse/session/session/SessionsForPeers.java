package dev.gatehouse.session.session;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.gatehouse.common.peer.SessionService.GoingOn;
import dev.gatehouse.common.peer.SessionService.Named;
import dev.gatehouse.common.peer.SessionService.SignOut;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What oauth-service asks of sessions that clients have tokens of. Never blocks. */
@ApplicationScoped
public class SessionsForPeers {
    private static final int USERS_AT_ONCE = 8;
    private final Sessions sessions;
    private final SessionConfig config;
    private final InstantSource clock;

    SessionsForPeers(Sessions sessions, SessionConfig config, InstantSource clock) {
        this.sessions = sessions;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What came of signing out.
     *
     * @param ended false where there was no such session any more
     * @param cookieIsOver whether the browser's cookie is to go: it was this session's, or is nobody's
     */
    public record SignedOut(boolean ended, boolean cookieIsOver) {}

    /** Ends one session and revokes its tokens, as {@link Sessions#end} does; another that the browser shows stays. */
    public Uni<SignedOut> signOut(SignOut order) {
        String cookie = order.cookie();
        return sessions.find(cookie).chain(shown -> {
            if (cookie != null && shown.filter(session -> named(session, order)).isPresent()) {
                return sessions.signOut(cookie, shown.get()).map(ended -> new SignedOut(ended, true));
            }
            return sessions.end(order.subject(), order.sid())
                    .map(ended -> new SignedOut(ended, cookie != null && shown.isEmpty()));
        });
    }

    private static boolean named(Session session, SignOut order) {
        return session.sid().equals(order.sid()) && session.subject().equals(order.subject());
    }

    /** Those of them that go on. */
    public Uni<List<GoingOn>> standing(List<Named> asked) {
        Map<UUID, Set<String>> byUser =
                asked.stream().collect(groupingBy(Named::subject, mapping(Named::sid, toSet())));
        return Multi.createFrom()
                .iterable(byUser.entrySet())
                .onItem()
                .transformToUni(of -> sessions.ofUser(of.getKey()).map(all -> goingOn(all, of.getValue())))
                .merge(USERS_AT_ONCE)
                .collect()
                .asList()
                .map(each -> each.stream().flatMap(List::stream).toList());
    }

    private List<GoingOn> goingOn(List<Session> all, Set<String> sids) {
        Instant now = clock.instant();
        return all.stream()
                .filter(session -> sids.contains(session.sid()))
                .map(session -> new GoingOn(session.sid(), now.plus(session.left(now, config))))
                .toList();
    }
}
