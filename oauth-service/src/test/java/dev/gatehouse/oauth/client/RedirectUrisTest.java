package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.oauth.AuthMethod;
import dev.gatehouse.oauth.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/callback",
                "https://app.example/callback?tenant=1",
                "https://app.example/callback?codec=1&statement",
                "http://localhost:8099/cb",
                "http://127.0.0.1/cb",
                "http://[::1]:1234/cb",
                "com.example.app:/callback"
            })
    void admits(String uri) {
        assertEquals(Optional.empty(), RedirectUris.objection(uri));
    }

    /** Registered are https://app.example/cb, http://127.0.0.1/cb and http://localhost:8080/cb?x=1. */
    @ParameterizedTest
    @CsvSource({
        "https://app.example/cb, true, true",
        "http://127.0.0.1/cb, true, true",
        "http://localhost:8080/cb?x=1, true, true",
        "http://127.0.0.1:49152/cb, true, false",
        "http://localhost:1/cb?x=1, true, false",
        "http://localhost/cb?x=1, true, false",
        "http://localhost:1/cb, false, false",
        "http://127.0.0.1:1/cb/, false, false",
        "http://127.0.0.1:123456/cb, false, false",
        "http://127.0.0.1:/cb, false, false",
        "http://[::1]:1/cb, false, false",
        "http://127.0.0.1:1@evil.example/cb, false, false",
        "http://127.0.0.1:1.evil.example/cb, false, false",
        "https://127.0.0.1:1/cb, false, false",
        "https://app.example:444/cb, false, false",
        "https://app.example/cb/, false, false",
        "https://APP.example/cb, false, false",
        "https://app.example/%63b, false, false"
    })
    void comparesExactlyButForPortsOfInstalledClients(String asked, boolean installed, boolean web) {
        assertEquals(installed, RedirectUris.registered(asked, client("native")));
        assertEquals(web, RedirectUris.registered(asked, client("web")));
    }

    private static RegisteredClient client(String type) {
        RegisteredClient other = Fixtures.client(AuthMethod.none, "", GrantType.authorization_code);
        var uris = List.of("https://app.example/cb", "http://127.0.0.1/cb", "http://localhost:8080/cb?x=1");
        var requests = new ClientRequests(
                type, "plain", false, true, false, null, List.of(), null, false, List.of(), List.of(), null);
        return Fixtures.but(Fixtures.named(other, other.clientId(), uris), requests);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/callback",
                "https://app.example/cb?code=1",
                "https://app.example/cb?a=b&state",
                "https://app.example/cb?%65rror=",
                "https://app.example/cb?response=x&iss=y",
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
