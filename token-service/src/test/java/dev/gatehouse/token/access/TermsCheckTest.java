package dev.gatehouse.token.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import dev.gatehouse.common.peer.TokenService.Terms;
import dev.gatehouse.token.keys.Algorithm;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsCheckTest {
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private final TermsCheck check = new TermsCheck(new ObjectMapper(), Set.of(Algorithm.ES256, Algorithm.RS256));

    @Test
    void allOfThemMayBeAsked() {
        assertEquals("", error(Terms.NONE));
        assertEquals(
                "",
                error(new Terms(
                        List.of("https://api.example/orders?v=1", "urn:example:api"),
                        Duration.ofDays(400),
                        "ES256",
                        Map.of("tenant", "t1", "limits", Map.of("rows", List.of(1, 2))),
                        new Confirmation(THUMBPRINT, null),
                        actors(4))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "orders", "/orders", "https://a.example/#part", "https://a b", "https://\u00e4.example"})
    void aResourceIsAnAbsoluteUri(String resource) {
        assertEquals("invalid_target", error(audience(List.of("https://a.example", resource))));
    }

    @Test
    void resourcesAreBounded() {
        assertEquals("invalid_target", error(audience(List.of())));
        assertEquals("", error(audience(Collections.nCopies(10, "urn:a"))));
        assertEquals("invalid_target", error(audience(Collections.nCopies(11, "urn:a"))));
        assertEquals("", error(audience(List.of("urn:" + "a".repeat(1020)))));
        assertEquals("invalid_target", error(audience(List.of("urn:" + "a".repeat(1021)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "es256", "", "EdDSA"})
    void anAlgorithmIsOneOfOurs(String name) {
        assertEquals("invalid_request", error(new Terms(null, null, name, null, null, null)));
    }

    @Test
    void aLifeIsOneOfTimeToCome() {
        for (Duration life : new Duration[] {Duration.ZERO, Duration.ofSeconds(-60), Duration.ofMillis(999)}) {
            assertEquals("invalid_request", error(new Terms(null, life, null, null, null, null)));
        }
    }

    @Test
    void whatComesWithATokenIsBoundedLikeIt() {
        assertEquals("", error(beside(new Beside("ES256", Duration.ofDays(1), Duration.ofSeconds(1), null))));
        assertEquals("", error(beside(new Beside(null, null, null, Map.of("a", List.of("email"))))));
        assertEquals(
                "invalid_request", error(beside(new Beside(null, null, null, Map.of("a", List.of("email", "sub"))))));
        assertEquals("invalid_request", error(beside(new Beside("none", null, null, null))));
        assertEquals("invalid_request", error(beside(new Beside(null, Duration.ZERO, null, null))));
        assertEquals("invalid_request", error(beside(new Beside(null, null, Duration.ofMillis(999), null))));
    }

    @Test
    void aConfirmationIsOneThumbprint() {
        assertEquals("", error(confirmation(null, THUMBPRINT)));
        assertEquals("invalid_request", error(confirmation(null, null)));
        assertEquals("invalid_request", error(confirmation(THUMBPRINT, THUMBPRINT)));
        assertEquals("invalid_request", error(confirmation(THUMBPRINT + "A", null)));
        assertEquals("invalid_request", error(confirmation("short", null)));
    }

    @Test
    void actorsAreBoundedAndHaveNames() {
        assertEquals("invalid_request", error(acting(actors(5))));
        assertEquals("invalid_request", error(acting(new Actor(" ", null, null))));
        assertEquals("invalid_request", error(acting(new Actor("a", "c".repeat(256), null))));
        assertEquals("invalid_request", error(acting(new Actor("a", null, new Actor("", null, null)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope", "cnf", "act", "rev", "active", ""
            })
    void aClaimOfTheProtocolIsNobodys(String name) {
        assertEquals("invalid_request", error(claims(Map.of("tenant", "t1", name, "x"))));
    }

    @Test
    void claimsAreSmallAndShallow() {
        assertEquals("", error(claims(Map.of("a", "x".repeat(2040)))));
        assertEquals("invalid_request", error(claims(Map.of("a", "x".repeat(2041)))));
        assertEquals("invalid_request", error(claims(Map.of("n".repeat(65), 1))));
        assertEquals("", error(claims(Map.of("a", List.of(Map.of("b", 1))))));
        assertEquals("invalid_request", error(claims(Map.of("a", List.of(Map.of("b", List.of()))))));
    }

    private String error(Terms terms) {
        return check.objection(terms).map(MintRefused::error).orElse("");
    }

    private static Terms audience(List<String> resources) {
        return new Terms(resources, null, null, null, null, null);
    }

    private static Terms confirmation(@Nullable String jkt, @Nullable String certificate) {
        return new Terms(null, null, null, null, new Confirmation(jkt, certificate), null);
    }

    private static Terms claims(Map<String, Object> claims) {
        return new Terms(null, null, null, claims, null, null);
    }

    private static Terms beside(Beside beside) {
        return new Terms(null, null, null, null, null, null, beside);
    }

    private static Terms acting(Actor actor) {
        return new Terms(null, null, null, null, null, actor);
    }

    private static Actor actors(int depth) {
        return new Actor("actor-" + depth, null, depth == 1 ? null : actors(depth - 1));
    }
}
