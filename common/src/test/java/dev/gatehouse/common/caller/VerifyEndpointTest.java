package dev.gatehouse.common.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.peer.ServiceTokens;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyEndpointTest {
    @Test
    void theCallIsToldAsItsCallerSeesIt() {
        MultiMap told = VerifyEndpoint.headers(
                "POST",
                "/tokens/keys",
                Map.of(
                        "Authorization",
                        List.of("DPoP a", "DPoP b"),
                        "DPoP",
                        List.of("p"),
                        "X-Forwarded-Uri",
                        List.of("/elsewhere"),
                        "X-Auth-Subject",
                        List.of("root"),
                        ServiceTokens.HEADER,
                        List.of("forged")),
                URI.create("https://login.example:8443"),
                "of a service");
        assertEquals("POST", told.get("X-Forwarded-Method"));
        assertEquals("https", told.get("X-Forwarded-Proto"));
        assertEquals("login.example:8443", told.get("X-Forwarded-Host"));
        assertEquals(List.of("/tokens/keys"), told.getAll("X-Forwarded-Uri"));
        assertEquals(List.of("DPoP a", "DPoP b"), told.getAll("Authorization"));
        assertEquals(List.of("p"), told.getAll("DPoP"));
        assertEquals(List.of("of a service"), told.getAll(ServiceTokens.HEADER));
        assertEquals(List.of(), told.getAll("X-Auth-Subject"));
    }
}
