package dev.gatehouse.common.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.page.Origins;
import dev.gatehouse.common.peer.SessionService.CookieUse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsrfCheckTest {
    private static final String COOKIE = "c".repeat(43);
    private final CsrfCheck check = new CsrfCheck(new Origins("https://login.example"));

    @ParameterizedTest
    @CsvSource({"GET, true", "HEAD, true", "OPTIONS, true", "TRACE, true", "POST, false", "DELETE, false", "FOO, false"
    })
    void whatChangesNothingNeedsNoToken(String method, boolean permitted) {
        assertEquals(permitted, permits(method, null, null));
    }

    @Test
    void whatDoesNeedsTheTokenOfThatCookieFromOurOrigin() {
        String token = CsrfToken.of(COOKIE);
        assertTrue(permits("POST", token, null));
        assertTrue(permits("POST", token, "https://login.example"));
        assertFalse(permits("POST", token, "https://other.example"));
        assertFalse(permits("POST", token, "null"));
        assertFalse(permits("POST", CsrfToken.of("d".repeat(43)), null));
        assertFalse(permits("POST", "", null));
    }

    @ParameterizedTest
    @CsvSource({"same-origin, true", "none, true", "same-site, false", "cross-site, false", "'', false"})
    void theBrowserMustNotSayThatAnotherSiteAsks(String fetchSite, boolean permitted) {
        String token = CsrfToken.of(COOKIE);
        assertEquals(permitted, check.permits(new CookieUse(COOKIE, "POST", token, null, fetchSite)));
        assertTrue(check.permits(new CookieUse(COOKIE, "GET", null, null, fetchSite)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            POST,   -,                     -,           true
            DELETE, https://login.example, same-origin, true
            POST,   -,                     none,        true
            GET,    https://other.example, cross-site,  true
            POST,   https://other.example, -,           false
            POST,   -,                     cross-site,  false
            POST,   null,                  -,           false
            delete, https://login.example, same-site,   false
            """)
    void aPasswordThatABrowserAddsCountsForOurOwnPagesAlone(
            String method, @Nullable String origin, @Nullable String fetchSite, boolean permitted) {
        assertEquals(permitted, check.permitsPassword(method, origin, fetchSite));
    }

    private boolean permits(String method, @Nullable String token, @Nullable String origin) {
        return check.permits(new CookieUse(COOKIE, method, token, origin, null));
    }
}
