package dev.gatehouse.common.session;

import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a call by what browsers add themselves may go on: one that changes something has to come from our own page. */
@Singleton
public class CsrfCheck {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private final Origins origins;

    public CsrfCheck(Origins origins) {
        this.origins = origins;
    }

    /** Says nothing of whether there is such a session. */
    public boolean permits(CookieUse use) {
        return safe(use.method())
                || (CsrfToken.matches(use.cookie(), use.csrfToken()) && origins.admits(use.origin(), use.fetchSite()));
    }

    /**
     * Of a call by a password (RFC 7617), which a browser that was told one adds by itself, too: to a form of any site.
     * There is no session that a token could belong to; programs say nothing of where they come from.
     *
     * @param origin null where none came
     * @param fetchSite Sec-Fetch-Site, null where none came
     */
    public boolean permitsPassword(String method, @Nullable String origin, @Nullable String fetchSite) {
        return safe(method) || origins.admits(origin, fetchSite);
    }

    private static boolean safe(String method) {
        return SAFE.contains(method.toUpperCase(Locale.ROOT));
    }
}
