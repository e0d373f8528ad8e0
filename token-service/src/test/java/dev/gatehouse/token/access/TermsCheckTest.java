package dev.gatehouse.token.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.peer.Beside;
import dev.gatehouse.common.peer.Encryption;
import dev.gatehouse.common.peer.Terms;
import dev.gatehouse.common.peer.TokenService.Actor;
import dev.gatehouse.common.peer.TokenService.Confirmation;
import dev.gatehouse.common.peer.TokenService.MintRefused;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsCheckTest {
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private static final String HANDED_ON = "https://apis.example";
    private final TermsCheck check = new TermsCheck(new ObjectMapper(), List.of("ES256", "HS256", "RS256"), HANDED_ON);

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

    @ParameterizedTest
    @ValueSource(strings = {HANDED_ON, "gatehouse:api", "gatehouse:other", "Gatehouse:api"})
    void noTokenPassesForTheJwtThatIsHandedToApis(String resource) {
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
    void authorizationDetailsAreObjectsOfATypeAndBounded() {
        assertEquals("", details(List.of(Map.of("type", "a", "locations", List.of("https://a.example")))));
        for (List<Map<String, Object>> wrong : List.<List<Map<String, Object>>>of(
                List.of(),
                List.of(Map.of()),
                List.of(Map.of("type", "")),
                List.of(Map.of("type", 1)),
                Collections.nCopies(21, Map.of("type", "a")),
                List.of(Map.of("type", "a", "b", Map.of("c", Map.of("d", Map.of("e", 1))))))) {
            assertEquals("invalid_authorization_details", details(wrong));
        }
        assertEquals("invalid_request", details(List.of(Map.of("type", "a", "b", "x".repeat(2048)))));
    }

    @Test
    void claimsForTheUserInfoEndpointHaveNamesAndAreFew() {
        assertEquals("", userinfo(List.of("name", "family_name#ja-Kana-JP")));
        assertEquals("invalid_request", userinfo(List.of("")));
        assertEquals("invalid_request", userinfo(List.of("x".repeat(65))));
        assertEquals("invalid_request", userinfo(Collections.nCopies(51, "name")));
    }

    @Test
    void whatComesWithTokensIsFoundSoundBefore() {
        assertEquals("", beside("pairwise", null));
        assertEquals("invalid_request", beside("", null));
        assertEquals("invalid_request", beside("x".repeat(256), null));
        assertEquals("invalid_request", beside(null, new Encryption("RSA1_5", "A128GCM", Map.of("kty", "RSA"))));
    }

    private String beside(@Nullable String subject, @Nullable Encryption encryption) {
        return error(beside(new Beside(null, null, null, null, subject, null, null, encryption)));
    }

    private String details(List<Map<String, Object>> details) {
        return error(new Terms(null, null, null, null, null, null, null, null, details, null));
    }

    private String userinfo(List<String> names) {
        return error(new Terms(null, null, null, null, null, null, null, null, null, names));
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

    @Test
    void allTogetherIsBounded() {
        var resources = List.of("urn:" + "a".repeat(996));
        var actor = new Actor("a".repeat(255), "c".repeat(245), null);
        assertEquals("", error(new Terms(resources, null, null, Map.of("a", "x".repeat(540)), null, actor)));
        assertEquals(
                "invalid_request", error(new Terms(resources, null, null, Map.of("a", "x".repeat(541)), null, actor)));
    }

    @Test
    void aKeyIsSharedWithAClientAndOnlyWhereThatIsOn() {
        var off = new TermsCheck(new ObjectMapper(), List.of("ES256", "RS256"), HANDED_ON);
        for (Terms shared : List.of(
                new Terms(null, null, "HS256", null, null, null), beside(new Beside("HS256", null, null, null)))) {
            assertEquals(Optional.empty(), check.objection(shared, "app"));
            assertEquals("invalid_request", error(shared));
            assertEquals(
                    "invalid_request",
                    check.objection(shared, "no.client").orElseThrow().error());
            assertEquals(
                    "invalid_request",
                    off.objection(shared, "app").orElseThrow().error());
        }
    }

    /** First-hand. */
    private String error(Terms terms) {
        return check.objection(terms, null).map(MintRefused::error).orElse("");
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
        return new Terms(null, null, null, null, null, null, beside, null);
    }

    private static Terms acting(Actor actor) {
        return new Terms(null, null, null, null, null, actor);
    }

    private static Actor actors(int depth) {
        return new Actor("actor-" + depth, null, depth == 1 ? null : actors(depth - 1));
    }
}
