package dev.gatehouse.oauth.authorize;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.peer.SessionService.CsrfRefused;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.NoSession;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is signed in at the browser. Blocks. */
@Singleton
final class Visits {
    private static final int LONGEST = 128;
    private final SessionService sessions;

    Visits(SessionService sessions) {
        this.sessions = sessions;
    }

    /** @param cookie of the session */
    Optional<Live> session(@Nullable String cookie) {
        if (cookie == null || !plausible(cookie)) {
            return Optional.empty();
        }
        return switch (sessions.lookup(CookieUse.reading(cookie)).await().indefinitely()) {
            case Live live -> Optional.of(live);
            case NoSession() -> Optional.empty();
            case CsrfRefused() -> Optional.empty();
        };
    }

    static boolean plausible(String cookie) {
        return !cookie.isBlank() && cookie.length() <= LONGEST;
    }
}
