package dev.gatehouse.launcher.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller does not decide what a service hears of it. */
class ForwardedHeadersTest {
    private static final URI ORIGIN = URI.create("https://id.example:8443");

    private static MultiMap replaced(String path, String name) {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().add(name, "forged").add(name, "twice");
        ForwardedHeaders.replace(headers, ORIGIN, path, "192.0.2.7");
        return headers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Real-IP", "X-Auth-Subject", "x-auth-anything", "X-Forwarded-Port"})
    void claimsOfTheCallerAreDropped(String name) {
        assertFalse(replaced("/users/me", name).contains(name));
        assertFalse(replaced("/verify", name).contains(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "x-forwarded-host"})
    void theProxysOwnWordsReplaceThem(String name) {
        MultiMap headers = replaced("/users/me", name);
        assertEquals(List.of("192.0.2.7"), headers.getAll("X-Forwarded-For"));
        assertEquals(List.of("https"), headers.getAll("X-Forwarded-Proto"));
        assertEquals(List.of("id.example:8443"), headers.getAll("X-Forwarded-Host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Method", "X-Forwarded-Uri"})
    void theOriginalCallIsToldToVerifyAlone(String name) {
        assertEquals(List.of("forged", "twice"), replaced("/verify", name).getAll(name));
        assertFalse(replaced("/users/me", name).contains(name));
        assertFalse(replaced("/verify/more", name).contains(name));
    }

    @Test
    void otherHeadersStay() {
        assertEquals(
                List.of("forged", "twice"),
                replaced("/users/me", "Authorization").getAll("Authorization"));
    }
}
