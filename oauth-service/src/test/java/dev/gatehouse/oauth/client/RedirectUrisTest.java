package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/callback",
                "https://app.example/callback?tenant=1",
                "http://localhost:8099/cb",
                "http://127.0.0.1/cb",
                "http://[::1]:1234/cb",
                "com.example.app:/callback"
            })
    void admits(String uri) {
        assertEquals(Optional.empty(), RedirectUris.objection(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/callback",
                "http://app.example/cb",
                "http://localhost.evil.example/cb",
                "https://app.example/cb#fragment",
                "https://app.example/cb#",
                "https://user@app.example/cb",
                "https:///cb",
                "https://app.example/\ncb",
                "https://app.example/a b",
                "javascript:alert(1)",
                "data:text/html,x",
                "myapp:/cb"
            })
    void refuses(String uri) {
        assertTrue(RedirectUris.objection(uri).isPresent());
    }
}
