package dev.gatehouse.token.keys;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.token.access.AccessTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is known to have been tried on JWTs (RFC 8725), each a good token but for one thing. Those that tell of a header
 * are signed by the key that they name, as far as they can be: nothing but the header is wrong with them. Those with keys
 * that are shared with clients are in {@link SharedKeyAttackTest}.
 */
@QuarkusTest
class AttackTest {
    private final KeyRing ring;
    private final AccessTokens tokens;
    private final Cryptography cryptography;
    private final Forge forge;

    @Inject
    AttackTest(KeyRing ring, AccessTokens tokens, Cryptography cryptography, ObjectMapper json) {
        this.ring = ring;
        this.tokens = tokens;
        this.cryptography = cryptography;
        forge = new Forge(ring, cryptography, json);
    }

    private record Attack(String name, String token) {}

    @TestFactory
    Stream<DynamicTest> goodTokensAreRead() {
        return Stream.of(Algorithm.values())
                .map(algorithm -> DynamicTest.dynamicTest(
                        algorithm.name(),
                        () -> assertInstanceOf(
                                AccessTokens.Readable.class, read(forge.good(ring.signing(algorithm))))));
    }

    @TestFactory
    Stream<DynamicTest> attacksAreRefused() throws Exception {
        var attacks = Stream.of(algorithms(), headers(), forms(), claims(), signatures())
                .flatMap(List::stream)
                .toList();
        assertTrue(attacks.stream().map(Attack::name).distinct().count() == attacks.size());
        return attacks.stream()
                .map(attack -> DynamicTest.dynamicTest(
                        attack.name(),
                        () -> assertInstanceOf(AccessTokens.Unreadable.class, read(attack.token()), attack.token())));
    }

    private List<Attack> algorithms() throws Exception {
        SigningKey es = ring.signing(Algorithm.ES256);
        SigningKey rs = ring.signing(Algorithm.RS256);
        SigningKey ps = ring.signing(Algorithm.PS256);
        SigningKey ed = ring.signing(Algorithm.EdDSA);
        String payload = forge.encoded(Forge.claimsOf(Map.of()));
        return List.of(
                new Attack("none", forge.header(es, "alg", "none") + "." + payload + "."),
                new Attack("None", forge.header(es, "alg", "None") + "." + payload + "."),
                new Attack("nONE", forge.header(es, "alg", "nONE") + "." + payload + "."),
                new Attack(
                        "NONE without kid",
                        forge.encoded(Map.of("alg", "NONE", "typ", "at+jwt")) + "." + payload + "."),
                headed("none with a good signature", es, "alg", "none"),
                headed("no alg", es, "alg", null),
                headed("a list as alg", es, "alg", List.of("ES256")),
                headed("a number as alg", es, "alg", 256),
                headed("alg in lower case", es, "alg", "es256"),
                headed("alg of another hash", es, "alg", "ES384"),
                new Attack(
                        "HS256 with the EC key, DER",
                        forge.mac(es, es.publicKey().getEncoded())),
                new Attack("HS256 with the EC key, PEM", forge.mac(es, Forge.pem(es))),
                new Attack("HS256 with the EC key, JWK", forge.mac(es, forge.jwk(es))),
                new Attack(
                        "HS256 with the RSA key, DER",
                        forge.mac(rs, rs.publicKey().getEncoded())),
                new Attack("HS256 with the RSA key, PEM", forge.mac(rs, Forge.pem(rs))),
                new Attack("HS256 with the RSA key, JWK", forge.mac(rs, forge.jwk(rs))),
                new Attack("HS256 with an empty secret's neighbour", forge.mac(es, new byte[] {0})),
                new Attack(
                        "HS256 with the kid as secret", forge.mac(es, es.kid().getBytes(StandardCharsets.US_ASCII))),
                new Attack("RS256 by the PS256 key", forge.as(ps, "RS256", Algorithm.RS256)),
                new Attack("PS256 by the RS256 key", forge.as(rs, "PS256", Algorithm.PS256)),
                new Attack("RS256 said of a PS256 signature", forge.as(ps, "RS256", Algorithm.PS256)),
                new Attack("PS256 said of an RS256 signature", forge.as(rs, "PS256", Algorithm.RS256)),
                new Attack("ES256 naming the RSA key", forge.signed(es, forge.header(rs, "alg", "ES256"))),
                new Attack("RS256 naming the EC key", forge.signed(rs, forge.header(es, "alg", "RS256"))),
                new Attack("EdDSA naming the EC key", forge.signed(ed, forge.header(es, "alg", "EdDSA"))),
                new Attack("ES256 naming the Ed25519 key", forge.signed(es, forge.header(ed, "alg", "ES256"))),
                headed("EdDSA by its other name", ed, "alg", "Ed25519"));
    }

    private List<Attack> headers() throws Exception {
        SigningKey es = ring.signing(Algorithm.ES256);
        KeyPair own = cryptography.generate(Algorithm.ES256);
        var ownJwk = new LinkedHashMap<>(
                PublicJsonWebKey.Factory.newPublicJwk(own.getPublic()).toParams(OutputControlLevel.PUBLIC_ONLY));
        String embedded = forge.header(es, "jwk", ownJwk) + "." + forge.encoded(Forge.claimsOf(Map.of()));
        return List.of(
                new Attack("an embedded key that signed", embedded + "." + Forge.base64(forge.own(own, embedded))),
                headed("an embedded key beside a good signature", es, "jwk", ownJwk),
                headed("our own key embedded", es, "jwk", es.publicJwk()),
                headed("jku", es, "jku", "https://evil.example/jwks.json"),
                headed("x5u", es, "x5u", "https://evil.example/cert.pem"),
                headed("x5c", es, "x5c", List.of("MIIB")),
                headed("x5t", es, "x5t", "abc"),
                headed("crit", es, "crit", List.of("exp")),
                headed("empty crit", es, "crit", List.of()),
                headed("b64", es, "b64", false),
                headed("zip", es, "zip", "DEF"),
                headed("cty", es, "cty", "JWT"),
                headed("no kid", es, "kid", null),
                headed("a number as kid", es, "kid", 1),
                headed("an unknown kid", es, "kid", Secrets.random()),
                headed("a path as kid", es, "kid", "../../../../dev/null"),
                headed("SQL as kid", es, "kid", "' union select 'x' --"),
                headed("a kid in another case", es, "kid", Forge.flipped(es.kid())),
                new Attack(
                        "alg twice, the good one last",
                        forge.signed(
                                es,
                                Forge.encodedText("{\"alg\":\"none\","
                                        + forge.text(Map.of("alg", "ES256", "kid", es.kid(), "typ", "at+jwt"))
                                                .substring(1)))),
                new Attack(
                        "kid twice",
                        forge.signed(
                                es,
                                Forge.encodedText("{\"kid\":\"x\","
                                        + forge.text(Map.of("alg", "ES256", "kid", es.kid(), "typ", "at+jwt"))
                                                .substring(1)))),
                new Attack("a header that nests 10,000 deep", forge.signed(es, Forge.encodedText("[".repeat(10_000)))),
                headed("a header that nests", es, "typ", Forge.nested(20)),
                headed("an ID token's typ", es, "typ", "JWT"),
                headed("the API JWT's typ", es, "typ", "gatehouse-api+jwt"),
                headed("a logout token's typ", es, "typ", "logout+jwt"),
                headed("no typ", es, "typ", null),
                headed("a list as typ", es, "typ", List.of("at+jwt")),
                headed("typ with a blank", es, "typ", "at+jwt "));
    }

    private List<Attack> forms() {
        SigningKey es = ring.signing(Algorithm.ES256);
        String good = forge.good(es);
        String[] parts = good.split("\\.", -1);
        return List.of(
                new Attack("nothing", ""),
                new Attack("dots", ".."),
                new Attack("four parts", good + ".x"),
                new Attack("five parts, as if encrypted", good + ".x.y"),
                new Attack("no signature part", parts[0] + "." + parts[1]),
                new Attack("an empty signature", parts[0] + "." + parts[1] + "."),
                new Attack("a truncated signature", good.substring(0, good.length() - 10)),
                new Attack("a truncated payload", parts[0] + "." + parts[1].substring(4) + "." + parts[2]),
                new Attack("a truncated header", parts[0].substring(4) + "." + parts[1] + "." + parts[2]),
                new Attack("a padded signature", good + "=="),
                new Attack("a padded payload", forge.signedParts(es, parts[0], parts[1] + "==")),
                new Attack("a line end", good + "\n"),
                new Attack("a blank before it", " " + good),
                new Attack("bits left over", Forge.leftOver(good)),
                new Attack(
                        "the other alphabet",
                        forge.signedParts(
                                es, parts[0], forge.base64Plain(Forge.claimsOf(Map.of("x", "\u00ff\u00fe>?~~"))))),
                claiming("over 8 KiB", "x", "x".repeat(8 * 1024)),
                new Attack(
                        "claims that nest 10,000 deep",
                        forge.signedParts(es, parts[0], Forge.encodedText("[".repeat(10_000)))),
                new Attack(
                        "claims that nest 1,000 deep",
                        forge.signedParts(
                                es,
                                parts[0],
                                Forge.encodedText("{\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"))),
                claiming("claims that nest", "x", Forge.nested(20)),
                new Attack(
                        "a claim twice",
                        forge.signedParts(
                                es,
                                parts[0],
                                Forge.encodedText("{\"sub\":\"root\","
                                        + forge.text(Forge.claimsOf(Map.of())).substring(1)))),
                new Attack(
                        "more after the claims",
                        forge.signedParts(
                                es, parts[0], Forge.encodedText(forge.text(Forge.claimsOf(Map.of())) + "{}"))),
                new Attack("claims that are a list", forge.signedParts(es, parts[0], Forge.encodedText("[]"))),
                new Attack("claims that are null", forge.signedParts(es, parts[0], Forge.encodedText("null"))),
                new Attack("claims that are no JSON", forge.signedParts(es, parts[0], Forge.encodedText("sub=root"))),
                new Attack(
                        "JSON serialization",
                        forge.text(Map.of("protected", parts[0], "payload", parts[1], "signature", parts[2]))));
    }

    private List<Attack> claims() {
        SigningKey es = ring.signing(Algorithm.ES256);
        long now = Instant.now().getEpochSecond();
        return List.of(
                claiming("another issuer", "iss", "https://evil.example"),
                claiming("the issuer with a slash", "iss", Forge.ISSUER + "/"),
                claiming("a list of issuers", "iss", List.of(Forge.ISSUER)),
                new Attack("no issuer", forge.signedClaims(es, Forge.without("iss"))),
                claiming("an issuer that begins as ours", "iss", Forge.ISSUER + ".evil.example"),
                claiming("the issuer in another case", "iss", Forge.ISSUER.toUpperCase(Locale.ROOT)),
                claiming("no text as issuer", "iss", Map.of("iss", Forge.ISSUER)),
                new Attack("no audience", forge.signedClaims(es, Forge.without("aud"))),
                claiming("an empty list of audiences", "aud", List.of()),
                claiming("a number as audience", "aud", 7),
                claiming("an audience that is no text among others", "aud", List.of(Forge.ISSUER, 7)),
                claiming("an object as audience", "aud", Map.of("aud", Forge.ISSUER)),
                claiming("expired", "exp", now - 1),
                new Attack("no expiry", forge.signedClaims(es, Forge.without("exp"))),
                claiming("expiry as text", "exp", Long.toString(now + 60)),
                new Attack(
                        "expiry beyond numbers",
                        forge.signedParts(
                                es,
                                forge.header(es, "alg", "ES256"),
                                Forge.encodedText(forge.text(Forge.claimsOf(Map.of()))
                                        .replaceAll("\"exp\":\\d+", "\"exp\":1e999")))),
                new Attack("no subject", forge.signedClaims(es, Forge.without("sub"))),
                new Attack("no id", forge.signedClaims(es, Forge.without("jti"))),
                new Attack(
                        "another payload under the signature",
                        Forge.swapped(forge.good(es), forge.encoded(Forge.claimsOf(Map.of("sub", "root"))))));
    }

    private List<Attack> signatures() throws Exception {
        SigningKey es = ring.signing(Algorithm.ES256);
        SigningKey ed = ring.signing(Algorithm.EdDSA);
        SigningKey rs = ring.signing(Algorithm.RS256);
        String input = forge.header(es, "alg", "ES256") + "." + forge.encoded(Forge.claimsOf(Map.of()));
        byte[] good = ring.sign(es, input.getBytes(StandardCharsets.US_ASCII));
        byte[] zeroR = good.clone();
        Arrays.fill(zeroR, 0, 32, (byte) 0);
        byte[] order =
                HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551".repeat(2));
        byte[] der = EcdsaUsingShaAlgorithm.convertConcatenatedToDer(good);
        KeyPair foreign = cryptography.generate(Algorithm.ES256);
        String edInput = forge.header(ed, "alg", "EdDSA") + "." + forge.encoded(Forge.claimsOf(Map.of()));
        String rsInput = forge.header(rs, "alg", "RS256") + "." + forge.encoded(Forge.claimsOf(Map.of()));
        return List.of(
                new Attack("the psychic signature", input + "." + Forge.base64(new byte[64])),
                new Attack(
                        "the psychic signature, DER",
                        input + "." + Forge.base64(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0})),
                new Attack("r of zero", input + "." + Forge.base64(zeroR)),
                new Attack("r and s of the curve's order", input + "." + Forge.base64(order)),
                new Attack("r and s the wrong way round", input + "." + Forge.base64(Forge.turned(good))),
                new Attack("a signature that is too long", input + "." + Forge.base64(Arrays.copyOf(good, 65))),
                new Attack("a DER signature", input + "." + Forge.base64(der)),
                new Attack("a foreign key under our kid", input + "." + Forge.base64(forge.own(foreign, input))),
                new Attack("an Ed25519 signature of zeros", edInput + "." + Forge.base64(new byte[64])),
                new Attack(
                        "an Ed25519 signature of a small point",
                        edInput + "." + Forge.base64(HexFormat.of().parseHex("01" + "00".repeat(63)))),
                new Attack("an RSA signature of one", rsInput + "." + Forge.base64(Forge.one())),
                new Attack("an RSA signature of zeros", rsInput + "." + Forge.base64(new byte[256])),
                new Attack("a short RSA signature", rsInput + "." + Forge.base64(new byte[] {1})));
    }

    /** Signed with another member of the header. */
    private Attack headed(String name, SigningKey key, String member, @Nullable Object value) {
        return new Attack(name, forge.signed(key, forge.header(key, member, value)));
    }

    /** Signed with another claim. */
    private Attack claiming(String name, String claim, Object value) {
        SigningKey key = ring.signing(Algorithm.ES256);
        return new Attack(name, forge.signedClaims(key, Forge.claimsOf(Map.of(claim, value))));
    }

    private AccessTokens.Reading read(String token) {
        return tokens.read(token).await().indefinitely();
    }
}
