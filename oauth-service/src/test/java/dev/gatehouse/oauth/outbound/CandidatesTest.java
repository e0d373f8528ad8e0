package dev.gatehouse.oauth.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a client's keys a signature can be by. */
class CandidatesTest {
    private static final List<PublicJsonWebKey> KEYS = keys();

    private static List<PublicJsonWebKey> keys() {
        try {
            return List.of(
                    named("rsa", RsaJwkGenerator.generateJwk(2048)),
                    named("p256", EcJwkGenerator.generateJwk(EllipticCurves.P256)),
                    named("p384", EcJwkGenerator.generateJwk(EllipticCurves.P384)),
                    named("ed", OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519)),
                    named("x", OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_X25519)));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey named(String kid, PublicJsonWebKey key) {
        key.setKeyId(kid);
        return key;
    }

    @ParameterizedTest
    @CsvSource({
        "RS256, , rsa",
        "PS256, , rsa",
        "ES256, , p256",
        "EdDSA, , ed",
        "ES384, , ",
        "HS256, , ",
        "none, , ",
        "ES256, p256, p256",
        "ES256, p384, ",
        "ES256, rsa, ",
        "ES256, other, ",
    })
    void areOfTheKindAndTheNameThatItSays(String algorithm, @Nullable String kid, @Nullable String found) {
        assertEquals(found == null ? List.of() : List.of(found), names(KEYS, algorithm, kid));
    }

    @ParameterizedTest
    @CsvSource({
        "sig, ES256, verify, true",
        ", , , true",
        "enc, , , false",
        ", ES512, , false",
        ", , encrypt, false",
    })
    void areForSignatures(
            @Nullable String use, @Nullable String algorithm, @Nullable String operation, boolean candidate)
            throws JoseException {
        PublicJsonWebKey key = named("k", EcJwkGenerator.generateJwk(EllipticCurves.P256));
        key.setUse(use);
        key.setAlgorithm(algorithm);
        key.setKeyOps(operation == null ? null : List.of(operation));
        assertEquals(candidate ? List.of("k") : List.of(), names(List.of(key), "ES256", null));
    }

    @Test
    void areFourAtMost() throws JoseException {
        var many = new ArrayList<PublicJsonWebKey>();
        for (int i = 0; i < 6; i++) {
            many.add(named("k" + i, EcJwkGenerator.generateJwk(EllipticCurves.P256)));
        }
        assertEquals(List.of("k0", "k1", "k2", "k3"), names(many, "ES256", null));
        assertEquals(List.of("k5"), names(many, "ES256", "k5"));
    }

    private static List<String> names(List<PublicJsonWebKey> keys, String algorithm, @Nullable String kid) {
        return Candidates.of(keys, algorithm, kid).stream()
                .map(PublicJsonWebKey::getKeyId)
                .toList();
    }
}
