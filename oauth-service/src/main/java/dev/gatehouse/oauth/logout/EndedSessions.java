package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.peer.OAuthService.SessionEnded;
import jakarta.inject.Singleton;

/** Has the clients told of a session that ended. */
@Singleton
class EndedSessions {
    private final SessionClientStore store;
    private final Deliveries deliveries;

    EndedSessions(SessionClientStore store, Deliveries deliveries) {
        this.store = store;
        this.deliveries = deliveries;
    }

    /** Writes down whom to tell, and waits for none of them. Can come more than once. Blocks. */
    void end(SessionEnded ended) {
        if (store.end(ended.sid(), ended.subject(), ended.since()) > 0) {
            deliveries.start();
        }
    }
}
