package dev.gatehouse.launcher.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which request targets are refused before any routing. */
class PublicPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users/../internal/users",
                "/users/..",
                "/users/./me",
                "/users/%2e%2e/internal",
                "/users/%2E%2E/internal",
                "/users/.%2e/internal",
                "/users%2f..%2finternal",
                "/users%5c..%5cinternal",
                "/users\\..\\internal",
                "//internal/users",
                "/users//me",
                "/users/%00",
                "/users/%252e%252e/internal",
                "/users;a=b/../internal",
                "/users#x",
                "/users\u0000",
                "http://elsewhere.example/users",
                "*",
                "",
            })
    void ambiguousTargetsAreRefused(String target) {
        assertFalse(PublicPath.plain(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users",
                "/.well-known/jwks.json",
                "/users/a.b..c",
                "/users/m%C3%BCller",
                "/login?return_to=%2Foauth2%2Fauthorize%3Fa%3D..%2F%2F",
                "/oauth2/authorize?redirect_uri=http://127.0.0.1:9999/../callback",
            })
    void plainOnesAreNotAndTheQueryIsNoPath(String target) {
        assertTrue(PublicPath.plain(target));
    }

    @Test
    void aPathEndsAtItsQuery() {
        assertEquals("/login", PublicPath.of("/login?a=/internal"));
    }
}
