package dev.gatehouse.oauth.visit;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import dev.gatehouse.common.peer.SessionService.CsrfRefused;
import dev.gatehouse.common.peer.SessionService.Live;
import dev.gatehouse.common.peer.SessionService.Lookup;
import dev.gatehouse.common.peer.SessionService.NoSession;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is signed in at the browser. Blocks. */
@Singleton
public class Visits {
    private static final int LONGEST = 128;
    private final SessionService sessions;

    Visits(SessionService sessions) {
        this.sessions = sessions;
    }

    /**
     * What a form of ours came with.
     *
     * @param csrfToken from its field
     * @param origin the header Origin
     * @param fetchSite the header Sec-Fetch-Site
     */
    public record Sent(
            @Nullable String csrfToken,
            @Nullable String origin,
            @Nullable String fetchSite) {}

    /** @param cookie of the session */
    public Optional<Live> session(@Nullable String cookie) {
        if (cookie == null || !plausible(cookie)) {
            return Optional.empty();
        }
        return switch (sessions.lookup(CookieUse.reading(cookie)).await().indefinitely()) {
            case Live live -> Optional.of(live);
            case NoSession() -> Optional.empty();
            case CsrfRefused() -> Optional.empty();
        };
    }

    /** Whose form it is, if it was sent from a page of ours. @param cookie of the session */
    public Lookup form(@Nullable String cookie, Sent sent) {
        if (cookie == null || !plausible(cookie)) {
            return new NoSession();
        }
        var use = new CookieUse(
                cookie,
                "POST",
                shortened(sent.csrfToken(), 128),
                shortened(sent.origin(), 512),
                shortened(sent.fetchSite(), 32));
        return sessions.lookup(use).await().indefinitely();
    }

    private static boolean plausible(String cookie) {
        return !cookie.isBlank() && cookie.length() <= LONGEST;
    }

    /** Anything longer is wrong anyway, and stays so when it is cut. */
    private static @Nullable String shortened(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
