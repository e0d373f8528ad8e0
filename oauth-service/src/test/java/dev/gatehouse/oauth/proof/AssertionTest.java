package dev.gatehouse.oauth.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which assertions are good (RFC 7523, section 3). */
class AssertionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ISSUER = "https://login.example";
    private static final Set<String> OURS = Set.of(ISSUER, ISSUER + "/oauth2/token");
    private static final ECKey KEY = key();

    @ParameterizedTest
    @CsvSource({
        // iss, sub, aud, jti, exp, iat, nbf, good
        "app, app, https://login.example, j, 60, 0, 0, true",
        "app, app, https://login.example/oauth2/token, j, 60, , , true",
        "app, app, https://login.example https://login.example/oauth2/token, j, 60, , , true",
        "app, app, https://login.example https://other.example, j, 60, , , false",
        "app, app, https://other.example, j, 60, , , false",
        "app, app, https://login.example/, j, 60, , , false",
        "app, app, , j, 60, , , false",
        "other, app, https://login.example, j, 60, , , false",
        "app, other, https://login.example, j, 60, , , false",
        "app, , https://login.example, j, 60, , , false",
        ", app, https://login.example, j, 60, , , false",
        "app, app, https://login.example, , 60, , , false",
        "app, app, https://login.example, j, , , , false",
        "app, app, https://login.example, j, -10, , , true",
        "app, app, https://login.example, j, -16, , , false",
        "app, app, https://login.example, j, -300, , , false",
        "app, app, https://login.example, j, 600, , , true",
        "app, app, https://login.example, j, 616, , , false",
        "app, app, https://login.example, j, 60, 8, 8, true",
        "app, app, https://login.example, j, 60, 61, , false",
        "app, app, https://login.example, j, 60, , 61, false",
    })
    void whatItSays(
            @Nullable String iss,
            @Nullable String sub,
            @Nullable String aud,
            @Nullable String jti,
            @Nullable Long exp,
            @Nullable Long iat,
            @Nullable Long nbf,
            boolean good) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(iss)
                .subject(sub)
                .jwtID(jti)
                .expirationTime(at(exp))
                .issueTime(at(iat))
                .notBeforeTime(at(nbf));
        if (aud != null) {
            claims.audience(Arrays.asList(aud.split(" ")));
        }
        assertEquals(good, objection(claims.build(), OURS, false).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example, false, true",
        "https://login.example, true, false",
        "https://login.example/oauth2/token, false, false",
    })
    void theIssuerAloneAndNoList(String aud, boolean list, boolean good) {
        var claims = new JWTClaimsSet.Builder()
                .issuer("app")
                .subject("app")
                .jwtID("j")
                .expirationTime(at(60L))
                .claim("aud", list ? List.of(aud) : aud)
                .build();
        String compact = unsigned("ES256", list ? "{\"aud\":[\"" + aud + "\"]," : "{\"aud\":\"" + aud + "\",", claims);
        assertEquals(
                good,
                Assertion.read(compact)
                        .orElseThrow()
                        .objection(expected(Set.of(ISSUER), true), NOW)
                        .isEmpty());
    }

    @Test
    void onlyTheAlgorithmsThatAreRegistered() {
        assertFalse(Assertion.read(unsigned("RS256", "{\"aud\":\"" + ISSUER + "\",", fine()))
                .orElseThrow()
                .objection(expected(OURS, false), NOW)
                .isEmpty());
        assertFalse(Assertion.read(unsigned("none", "{\"aud\":\"" + ISSUER + "\",", fine()))
                .map(read -> read.objection(expected(OURS, false), NOW).isEmpty())
                .orElse(false));
    }

    @Test
    void onlyTheirKeySigns() throws Exception {
        Assertion assertion = Assertion.read(signed(JOSEObjectType.JWT)).orElseThrow();
        assertTrue(assertion.signedBy(KEY.toECPublicKey()));
        assertFalse(assertion.signedBy(key().toECPublicKey()));
        byte[] bytes = KEY.toECPublicKey().getEncoded();
        assertFalse(assertion.signedBy(new HmacKey(bytes)));
    }

    @ParameterizedTest
    @CsvSource({"ES256, EC", "EdDSA, Ed25519", "PS256, RSA", "RS256, RSA"})
    void everyAlgorithmThatIsOffered(String algorithm, String kind) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
        if (kind.equals("EC")) {
            pair = KEY.toKeyPair();
        }
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setPayload(fine().toString());
        signature.setKey(pair.getPrivate());
        Assertion assertion =
                Assertion.read(signature.getCompactSerialization()).orElseThrow();
        assertEquals(algorithm, assertion.algorithm());
        assertTrue(assertion.signedBy(pair.getPublic()));
        KeyPair other = KeyPairGenerator.getInstance(kind).generateKeyPair();
        assertFalse(assertion.signedBy(other.getPublic()));
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws Exception {
        byte[] bytes = KEY.toECPublicKey().getEncoded();
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), fine());
        jwt.sign(new MACSigner(bytes));
        assertFalse(Assertion.read(jwt.serialize())
                .orElseThrow()
                .objection(expected(OURS, false), NOW)
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"JWT, true", "client-authentication+jwt, true", "at+jwt, false", "dpop+jwt, false"})
    void otherTokensAreNone(String type, boolean taken) {
        assertEquals(taken, Assertion.read(signed(new JOSEObjectType(type))).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"''", "a.b.c", "a.b", "e30.e30.", "e30.e30.e30.e30.e30"})
    void whatIsNoJwtIsRefused(String text) {
        assertTrue(Assertion.read(text).isEmpty());
    }

    private static java.util.Optional<String> objection(JWTClaimsSet claims, Set<String> ours, boolean alone) {
        return Assertion.read(sign(JOSEObjectType.JWT, claims)).orElseThrow().objection(expected(ours, alone), NOW);
    }

    private static Assertion.Expected expected(Set<String> ours, boolean alone) {
        return new Assertion.Expected("app", Set.of("ES256"), ours, alone, Duration.ofMinutes(10));
    }

    private static JWTClaimsSet fine() {
        return new JWTClaimsSet.Builder()
                .issuer("app")
                .subject("app")
                .audience(ISSUER)
                .jwtID("j")
                .expirationTime(at(60L))
                .build();
    }

    private static String signed(JOSEObjectType type) {
        return sign(type, fine());
    }

    private static String sign(JOSEObjectType type, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).build(), claims);
            jwt.sign(new ECDSASigner(KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With another beginning of the claims, in which {@code aud} is as the test has it. */
    private static String unsigned(String alg, String begin, JWTClaimsSet claims) {
        String rest =
                new JWTClaimsSet.Builder(claims).claim("aud", null).build().toString();
        return base64("{\"alg\":\"" + alg + "\"}") + "." + base64(begin + rest.substring(1)) + "."
                + base64("signature");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Date at(@Nullable Long seconds) {
        return seconds == null ? null : Date.from(NOW.plusSeconds(seconds));
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
