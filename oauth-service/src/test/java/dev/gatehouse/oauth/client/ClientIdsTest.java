package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ids are looked up, and which are addresses. */
class ClientIdsTest {
    @ParameterizedTest
    @CsvSource({
        "https://app.example/client, true",
        "https://app.example/, true",
        "https://app.example:8443/a/client.json, true",
        "https://app.example/client?v=1, true",
        "https://app.example/a..b/.well-known/x, true",
        "https://app.example, false",
        "http://app.example/client, false",
        "HTTPS://app.example/client, false",
        "https://App.example/client, false",
        "https:///client, false",
        "https://user@app.example/client, false",
        "https://user:password@app.example/client, false",
        "https://app.example/client#x, false",
        "https://app.example/client#, false",
        "https://app.example/./client, false",
        "https://app.example/a/../client, false",
        "https://app.example/.., false",
        "https://app.example/%2e%2E/client, false",
        "https://app.example/.%2e, false",
        "https://app.example/a b, false",
        "https://app.example\\client, false",
        "https://app.example/ä, false",
        "client_1-X, false",
        "'', false"
    })
    void anAddressIsOneOfADocument(String id, boolean document) {
        assertEquals(document, ClientIds.document(id));
    }

    @Test
    void anIdIsGeneratedOrAnAddress() {
        assertTrue(ClientIds.plausible("client_1-X"));
        assertTrue(ClientIds.plausible("https://app.example/client"));
        assertFalse(ClientIds.plausible("a b"));
        assertFalse(ClientIds.plausible("x".repeat(65)));
        assertFalse(ClientIds.plausible("gatehouse"));
        String start = "https://app.example/";
        assertTrue(ClientIds.plausible(start + "x".repeat(ClientIds.LONGEST - start.length())));
        assertFalse(ClientIds.plausible(start + "x".repeat(ClientIds.LONGEST - start.length() + 1)));
    }
}
