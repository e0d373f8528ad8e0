package dev.gatehouse.token.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    private static final List<String> COOKIE = List.of("a=b; __Host-gatehouse=abc; c=d");

    @Test
    void eachWayInIsTold() {
        assertEquals(new Credential.None(), read());
        assertEquals(new Credential.Basic("adä", "p:w"), read(basic("adä:p:w")));
        assertEquals(new Credential.BearerToken("gha_x"), read("Bearer gha_x"));
        assertEquals(new Credential.BearerToken("a.b-_.c"), read("bEARER  a.b-_.c"));
        assertEquals(new Credential.ProvedToken("a.b.c"), read("dpop a.b.c"));
        assertEquals(new Credential.ApiKey("ghk_x"), read("Bearer ghk_x"));
        assertEquals(new Credential.SessionCookie("abc"), Credential.read(List.of(), COOKIE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic YQ==",
                "Basic /zo6",
                "Bearer",
                "Bearer a b",
                "Bearer \u00e4",
                "Bearer a,b",
                "DPoP",
                "DPoP a b",
                "Digest x",
                " "
            })
    void aMalformedHeaderNeverFallsThroughToTheCookie(String header) {
        assertInstanceOf(Credential.Malformed.class, Credential.read(List.of(header), COOKIE));
    }

    @Test
    void whatIsOutOfBoundsIsNobodys() {
        for (String pair : new String[] {
            ":p", " :p", "a:", "a: ", "a\0b:p", "a:p\n", "u".repeat(255) + ":p", "u:" + "p".repeat(257)
        }) {
            assertEquals(new Credential.Malformed(null), read(basic(pair)), pair);
        }
        assertInstanceOf(Credential.Basic.class, read(basic("u".repeat(254) + ":" + "p".repeat(256))));
        assertEquals(new Credential.Malformed(null), cookie("x".repeat(129)));
        assertEquals(new Credential.Malformed(null), cookie(""));
        assertEquals(new Credential.Malformed(null), cookie("a b"));
    }

    @Test
    void twoOfAKindAreAmbiguous() {
        assertInstanceOf(Credential.Ambiguous.class, read("Bearer a", "Bearer a"));
        assertInstanceOf(
                Credential.Ambiguous.class, Credential.read(List.of(), List.of(COOKIE.getFirst(), COOKIE.getFirst())));
        assertInstanceOf(
                Credential.Ambiguous.class,
                Credential.read(List.of("Bearer a"), List.of("__Host-gatehouse=a; __Host-gatehouse=b")));
    }

    @Test
    void onlyTheCookieOfThatVeryNameCounts() {
        assertEquals(
                new Credential.None(),
                Credential.read(
                        List.of(), List.of("gatehouse=a; __host-gatehouse=b; x__Host-gatehouse=c; __Host-gatehouse")));
    }

    @Test
    void secretsStayOutOfText() {
        for (Credential each : List.of(
                read(basic("u:hidden")),
                read("Bearer hidden"),
                read("Bearer ghk_hidden"),
                read("DPoP hidden"),
                cookie("hidden"))) {
            assertFalse(each.toString().contains("hidden"), each.toString());
        }
    }

    private static Credential read(String... authorization) {
        return Credential.read(List.of(authorization), List.of());
    }

    private static Credential cookie(String value) {
        return Credential.read(List.of(), List.of("__Host-gatehouse=" + value));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
