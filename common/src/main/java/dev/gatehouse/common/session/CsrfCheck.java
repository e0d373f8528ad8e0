package dev.gatehouse.common.session;

import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;

/** Whether a call by cookie may go on: one that changes something has to come from our own page. */
@Singleton
public class CsrfCheck {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private final Origins origins;

    public CsrfCheck(Origins origins) {
        this.origins = origins;
    }

    /** Says nothing of whether there is such a session. */
    public boolean permits(CookieUse use) {
        return SAFE.contains(use.method().toUpperCase(Locale.ROOT))
                || (CsrfToken.matches(use.cookie(), use.csrfToken()) && origins.admits(use.origin(), use.fetchSite()));
    }
}
