package dev.gatehouse.token.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.token.keys.Cryptography;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DPoPProofTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.5Z");
    private static final Duration AGE = Duration.ofSeconds(60);
    private static final String TOKEN = "gha_token";
    private static final String URI = "https://api.example/orders/1";
    private static final ProofMaker MAKER = ProofMaker.of("ES256");
    private static final Cryptography CRYPTOGRAPHY = new Cryptography();
    private static final Optional<Target> TARGET = Target.of("POST", URI);

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "EdDSA", "RS256", "PS256"})
    void aProofOfEachAlgorithmNamesItsKey(String algorithm) {
        ProofMaker maker = ProofMaker.of(algorithm);
        Map<String, Object> claims = claims(Map.of());
        assertEquals(
                new DPoPProof.Proved(
                        maker.jkt(), String.valueOf(claims.get("jti")), null, NOW.truncatedTo(ChronoUnit.SECONDS)),
                judge(List.of(maker.proof(claims))));
    }

    static Stream<Arguments> good() {
        return Stream.of(
                arguments("a minute ago", Map.of("iat", NOW.getEpochSecond() - 60)),
                arguments("in a minute", Map.of("iat", NOW.getEpochSecond() + 60)),
                arguments("ten seconds ago", Map.of("iat", NOW.getEpochSecond() - 10)),
                arguments("in ten seconds", Map.of("iat", NOW.getEpochSecond() + 10)),
                arguments("bounds of its own", Map.of("nbf", NOW.getEpochSecond(), "exp", NOW.getEpochSecond() + 60)),
                arguments("more than it needs", Map.of("iss", "x", "another", Map.of("of", "its own"))),
                arguments("a query is of no matter", Map.of("htu", URI + "?a=b#c")),
                arguments("another spelling", Map.of("htu", "HTTPS://API.example:443/%6Frders/1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void good(String name, Map<String, Object> changes) {
        assertInstanceOf(DPoPProof.Proved.class, judge(List.of(MAKER.proof(claims(changes)))));
    }

    @Test
    void whatItsHeaderHasBesideIsPassedOver() {
        String proof = MAKER.proof(
                claims(Map.of()),
                header -> header.jwk(MAKER.key().toPublicJWK()).keyID("k").customParam("another", "x"));
        assertInstanceOf(DPoPProof.Proved.class, judge(List.of(proof)));
        String shouted = MAKER.proof(
                claims(Map.of()),
                header -> header.jwk(MAKER.key().toPublicJWK()).type(new JOSEObjectType("DPOP+JWT")));
        assertInstanceOf(DPoPProof.Proved.class, judge(List.of(shouted)));
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                arguments("older than a minute", with("iat", NOW.getEpochSecond() - 61)),
                arguments("from the future", with("iat", NOW.getEpochSecond() + 61)),
                arguments("no time", with("iat", null)),
                arguments("a time that is text", with("iat", Long.toString(NOW.getEpochSecond()))),
                arguments("another method", with("htm", "GET")),
                arguments("the method in small letters", with("htm", "post")),
                arguments("no method", with("htm", null)),
                arguments("another path", with("htu", "https://api.example/orders/2")),
                arguments("another host", with("htu", "https://other.example/orders/1")),
                arguments("another scheme", with("htu", "http://api.example/orders/1")),
                arguments("another port", with("htu", "https://api.example:8443/orders/1")),
                arguments("an encoded slash", with("htu", "https://api.example/orders%2F1")),
                arguments("a path alone", with("htu", "/orders/1")),
                arguments("no URI", with("htu", null)),
                arguments("a list of URIs", with("htu", List.of(URI))),
                arguments("no jti", with("jti", null)),
                arguments("a jti that is a number", with("jti", 7)),
                arguments("an endless jti", with("jti", "j".repeat(257))),
                arguments("no token", with("ath", null)),
                arguments(
                        "another token", with("ath", Base64URL.encode("another").toString())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongClaims(String name, Map<String, @Nullable Object> changes) {
        refused(MAKER.proof(claims(changes)));
    }

    static Stream<Arguments> wrongForms() {
        Map<String, Object> claims = claims(Map.of());
        String good = MAKER.proof(claims);
        String[] parts = good.split("\\.");
        ProofMaker other = ProofMaker.of("ES256");
        ProofMaker rsa = ProofMaker.of("RS256");
        return Stream.of(
                arguments("nothing", ""),
                arguments("no JWT", "a.b"),
                arguments("four parts", good + ".x"),
                arguments("two in one", good + "," + good),
                arguments("no signature", parts[0] + "." + parts[1] + "."),
                arguments(
                        "another's signature",
                        parts[0] + "." + parts[1] + "." + other.proof(claims).split("\\.")[2]),
                arguments(
                        "changed claims",
                        parts[0] + "." + MAKER.proof(claims(Map.of())).split("\\.")[1] + "." + parts[2]),
                arguments("too long", MAKER.proof(claims(Map.of("x", "x".repeat(5000))))),
                arguments("no key", MAKER.proof(claims, header -> header)),
                arguments("a key named only", MAKER.proof(claims, header -> header.keyID("k"))),
                arguments(
                        "another key",
                        MAKER.proof(claims, header -> header.jwk(other.key().toPublicJWK()))),
                arguments(
                        "a key of another kind",
                        MAKER.proof(claims, header -> header.jwk(rsa.key().toPublicJWK()))),
                arguments(
                        "a critical extension",
                        MAKER.proof(
                                claims,
                                header -> header.jwk(MAKER.key().toPublicJWK())
                                        .criticalParams(Set.of("x"))
                                        .customParam("x", 1))),
                arguments(
                        "another type",
                        MAKER.proof(
                                claims,
                                header -> header.jwk(MAKER.key().toPublicJWK()).type(JOSEObjectType.JWT))),
                arguments(
                        "no type",
                        MAKER.proof(
                                claims,
                                header -> header.jwk(MAKER.key().toPublicJWK()).type(null))),
                arguments("a shared secret", MAKER.confused(claims)),
                arguments("none", json("{\"alg\":\"none\",\"typ\":\"dpop+jwt\"}") + "." + parts[1] + "."),
                arguments(
                        "a private key",
                        withHeader(parts, header -> header.replace("\"crv\"", "\"d\":\"AA\",\"crv\""))),
                arguments(
                        "a member twice",
                        withHeader(parts, header -> header.replace("\"typ\"", "\"typ\":\"x\",\"typ\""))),
                arguments(
                        "a point beside the curve",
                        withHeader(
                                parts,
                                header -> header.replaceAll("\"x\":\"[^\"]+\"", "\"x\":\"" + "A".repeat(43) + "\""))),
                arguments("a point of no bytes", withKey(parts, "EdDSA", edwards(""))),
                arguments("a point that is no base64url", withKey(parts, "EdDSA", edwards("*!"))),
                arguments("a point of many bytes", withKey(parts, "EdDSA", edwards("_".repeat(342)))),
                arguments("coordinates of many bytes", withKey(parts, "ES256", curve("_".repeat(342)))),
                arguments("coordinates of no bytes", withKey(parts, "ES256", curve(""))),
                arguments("coordinates that are no base64url", withKey(parts, "ES256", curve("*!"))),
                arguments("a modulus of no bytes", withKey(parts, "RS256", "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}")),
                arguments("a list for a header", json("[]") + "." + parts[1] + "." + parts[2]),
                arguments("null for claims", parts[0] + "." + json("null") + "." + parts[2]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongForms(String name, String proof) {
        refused(proof);
    }

    @Test
    void thereIsOneProofAndItIsPlainWhatItIsFor() {
        String good = MAKER.proof(claims(Map.of()));
        assertInstanceOf(DPoPProof.Proved.class, judge(List.of(good)));
        assertInstanceOf(DPoPProof.Unproved.class, judge(List.of()));
        assertInstanceOf(DPoPProof.Unproved.class, judge(List.of(good, good)));
        assertInstanceOf(
                DPoPProof.Unproved.class,
                DPoPProof.judge(List.of(good), TOKEN, Optional.empty(), NOW, AGE, CRYPTOGRAPHY));
        assertInstanceOf(
                DPoPProof.Unproved.class, DPoPProof.judge(List.of(good), "gha_other", TARGET, NOW, AGE, CRYPTOGRAPHY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/a", "ftp://a/b", "https:///b", "https://u@a/b", "https://a/%", "https://a/ b", "mailto:a@b"
            })
    void whatIsNoUriOfACallIsNoTarget(String uri) {
        assertEquals(Optional.empty(), Target.of("GET", uri));
    }

    private static void refused(String proof) {
        assertInstanceOf(DPoPProof.Unproved.class, judge(List.of(proof)));
    }

    private static DPoPProof.Judgement judge(List<String> proofs) {
        return DPoPProof.judge(proofs, TOKEN, TARGET, NOW, AGE, CRYPTOGRAPHY);
    }

    private static Map<String, Object> claims(Map<String, ? extends @Nullable Object> changes) {
        Map<String, Object> claims = ProofMaker.claims("POST", URI, TOKEN, NOW);
        changes.forEach((name, value) -> {
            if (value == null) {
                claims.remove(name);
            } else {
                claims.put(name, value);
            }
        });
        return claims;
    }

    private static Map<String, @Nullable Object> with(String name, @Nullable Object value) {
        var changes = new HashMap<String, @Nullable Object>();
        changes.put(name, value);
        return changes;
    }

    private static String withHeader(String[] parts, java.util.function.UnaryOperator<String> change) {
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), java.nio.charset.StandardCharsets.UTF_8);
        return json(change.apply(header)) + "." + parts[1] + "." + parts[2];
    }

    private static String withKey(String[] parts, String algorithm, String jwk) {
        return json("{\"alg\":\"" + algorithm + "\",\"typ\":\"dpop+jwt\",\"jwk\":" + jwk + "}") + "." + parts[1] + "."
                + parts[2];
    }

    private static String edwards(String x) {
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}";
    }

    private static String curve(String coordinate) {
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + coordinate + "\",\"y\":\"" + coordinate + "\"}";
    }

    private static String json(String text) {
        return Base64URL.encode(text).toString();
    }
}
