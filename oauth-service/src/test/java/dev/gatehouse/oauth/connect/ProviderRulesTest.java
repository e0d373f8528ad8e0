package dev.gatehouse.oauth.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderRulesTest {
    @ParameterizedTest
    @CsvSource({
        "https://accounts.example, true",
        "http://localhost:8099, true",
        "http://accounts.example, false",
        "https://a@accounts.example, false",
        "https://accounts.example?x=1, false",
        "accounts.example, false"
    })
    void issuers(String issuer, boolean good) {
        assertEquals(good, ProviderRules.objectionToIssuer(issuer).isEmpty());
    }

    @Test
    void namesAndClaims() {
        assertFalse(ProviderRules.plausibleName("providers"));
        assertFalse(ProviderRules.plausibleName("A b"));
        var claims =
                Map.<String, Object>of("sub", "s", "email", "a@b", "email_verified", "true", "name", "x".repeat(201));
        var who = IdTokenClaims.identity("p", claims::get).orElseThrow();
        assertEquals("a@b", who.email());
        assertTrue(who.emailVerified());
        assertEquals(null, who.name());
        assertTrue(IdTokenClaims.identity("p", Map.<String, Object>of()::get).isEmpty());
    }
}
