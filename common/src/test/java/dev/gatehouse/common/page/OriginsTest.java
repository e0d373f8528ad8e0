package dev.gatehouse.common.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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
