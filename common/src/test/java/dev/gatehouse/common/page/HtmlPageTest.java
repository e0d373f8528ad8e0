package dev.gatehouse.common.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.page.HtmlPage.Trait;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
    @Test
    void aPageMayDoNothingButSendItsFormsToUs() {
        Response page = HtmlPage.of(200, "").build();
        String policy = policy(page);
        assertTrue(policy.startsWith("default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'"));
        assertTrue(policy.contains("form-action 'self'"), policy);
        assertFalse(policy.contains("script-src"), policy);
        assertEquals("same-origin", header(page, "Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", header(page, "Referrer-Policy"));
        assertEquals("no-store", header(page, "Cache-Control"));
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("DENY", header(page, "X-Frame-Options"));
    }

    @Test
    void whatLeadsToAnApplicationMayGoThere() {
        Response page = HtmlPage.of(200, "", Trait.LEADS_AWAY).build();
        assertFalse(policy(page).contains("form-action"), policy(page));
        assertNull(header(page, "Cross-Origin-Opener-Policy"));
    }

    @Test
    void aScriptIsOursAndInAFile() {
        String policy = policy(HtmlPage.of(200, "", Trait.SCRIPTED).build());
        assertTrue(policy.contains("; script-src 'self'; connect-src 'self'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void anAddressWithATokenIsToldNobody() {
        assertEquals(
                "no-referrer", header(HtmlPage.of(200, "", Trait.SECRET_ADDRESS).build(), "Referrer-Policy"));
    }

    private static String policy(Response page) {
        return String.valueOf(header(page, "Content-Security-Policy"));
    }

    private static @Nullable String header(Response page, String name) {
        return page.getHeaderString(name);
    }
}
