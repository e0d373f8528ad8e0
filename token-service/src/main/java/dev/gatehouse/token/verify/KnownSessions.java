package dev.gatehouse.token.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.Lookup;
import dev.gatehouse.common.session.CookieDigest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Whose session a cookie names, remembered for a short while under its SHA-256. That a session has ended meanwhile, or
 * goes on under another cookie, is told by the index of revocations, which has to be asked each time. Never blocks.
 */
@Singleton
class KnownSessions {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private final SessionService sessions;
    private final Cache<String, Live> known;

    KnownSessions(SessionService sessions, VerifyConfig config) {
        this.sessions = sessions;
        if (config.sessionRemembered().isNegative()
                || config.sessionRemembered().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.token.verify.session-remembered must be from 0 to 30 seconds: uses are not noted meanwhile");
        }
        known = Caffeine.newBuilder()
                .maximumSize(config.sessions())
                .expireAfterWrite(config.sessionRemembered())
                .build();
    }

    /** Whether a call may go on that changes something is another question. */
    Uni<Lookup> of(String cookie) {
        String key = CookieDigest.of(cookie);
        Live remembered = known.getIfPresent(key);
        if (remembered != null && lasting(remembered)) {
            return Uni.createFrom().item(remembered);
        }
        return sessions.lookup(CookieUse.reading(cookie)).invoke(answer -> {
            if (answer instanceof Live live && lasting(live)) {
                known.put(key, live);
            }
        });
    }

    private static boolean lasting(Live session) {
        Instant until = session.until();
        return until != null && until.isAfter(Instant.now());
    }
}
