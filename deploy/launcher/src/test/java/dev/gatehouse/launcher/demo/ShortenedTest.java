package dev.gatehouse.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShortenedTest {
    @Test
    void passwordsAreNotShownAtAll() {
        assertEquals(
                "{\"username\":\"alice\",\"password\":\"…\",\"type\":\"jwt\"}",
                Shortened.body("{\"username\":\"alice\",\"password\":\"with \\\" in the midst\",\"type\":\"jwt\"}"));
        assertEquals("username=alice&password=…", Shortened.form("username=alice&password=a-long-password-here"));
    }

    @Test
    void ofTokensTheStartIsShown() {
        assertEquals(
                "{\"access_token\":\"gha_0123…\",\"token_type\":\"Bearer\"}",
                Shortened.body("{\"access_token\":\"gha_0123456789abcdefghij\",\"token_type\":\"Bearer\"}"));
        assertEquals(
                "http://app.example/callback?code=01234567…&state=s",
                Shortened.form("http://app.example/callback?code=0123456789abcdefghij&state=s"));
    }

    @Test
    void shortSecretsAreNotGivenAwayByTheirStart() {
        assertEquals("…", Shortened.secret("0123456789"));
    }

    @Test
    void theCodeOfAProblemIsNoSecret() {
        String problem = "{\"status\":401,\"code\":\"invalid_credentials\"}";
        assertEquals(problem, Shortened.body(problem));
    }

    @Test
    void longBodiesAndPagesTakeOneLine() {
        assertTrue(Shortened.body("x\n".repeat(500)).length() < 200);
        assertEquals("(a page of 13 characters)", Shortened.body("<html></html>"));
    }
}
