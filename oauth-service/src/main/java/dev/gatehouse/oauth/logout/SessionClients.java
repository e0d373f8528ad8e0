package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.peer.SessionService.Live;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Notes which clients a session signs in to, so that they can be told when it ends. Blocks. */
@Singleton
public class SessionClients {
    /** Where it is not known how long the session goes on. */
    private static final Duration UNKNOWN = Duration.ofMinutes(30);

    private final SessionClientStore store;

    SessionClients(SessionClientStore store) {
        this.store = store;
    }

    /** To be called before the client is given a code: what ends between the two is noticed when the session would have expired. */
    public void note(Live session, String clientId) {
        Instant until = Objects.requireNonNullElseGet(
                session.until(), () -> Instant.now().plus(UNKNOWN));
        store.note(session.sid(), session.subject(), clientId, until.plus(SessionWatch.GRACE));
    }
}
