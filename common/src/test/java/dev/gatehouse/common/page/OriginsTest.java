package dev.gatehouse.common.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    private final Origins origin = new Origins("https://id.example.org");

    @Test
    void ourOwnPagesAndProgramsMaySendForms() {
        assertTrue(origin.admits(null, null));
        assertTrue(origin.admits("https://id.example.org", null));
        assertTrue(origin.admits("https://id.example.org", "same-origin"));
        assertTrue(origin.admits("null", "same-origin"));
        assertTrue(origin.admits(null, "none"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.example.org:443, https://id.example.org",
        "https://ID.Example.org, https://id.example.org",
        "HTTPS://id.example.org/, https://id.example.org",
        "http://localhost:80, http://localhost",
        "http://localhost:8080, http://localhost:8080",
        "https://id.example.org:80, https://id.example.org:80",
        "https://id.example.org:8443/auth, https://id.example.org:8443",
    })
    void theIssuersOriginIsWrittenAsBrowsersWriteIt(String issuer, String sent) {
        assertTrue(new Origins(issuer).admits(sent));
    }

    @Test
    void foreignPagesMayNot() {
        assertFalse(origin.admits("https://example.org", null));
        assertFalse(origin.admits("https://example.org", "cross-site"));
        assertFalse(origin.admits(null, "same-site"));
        assertFalse(origin.admits("https://id.example.org", "cross-site"));
        assertFalse(origin.admits("null", null));
        assertFalse(origin.admits("null", "none"));
    }
}
