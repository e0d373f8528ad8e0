package dev.gatehouse.token.encryption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.gatehouse.common.peer.Encryption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipientTest {
    private static final String JWT = "a.signed.jwt";

    @Test
    void nimbusDecryptsEveryWayThatIsOffered() throws Exception {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        for (String alg : Encryption.ALGORITHMS) {
            for (String enc : Encryption.METHODS) {
                JWK key = alg.startsWith("RSA")
                        ? rsa
                        : new ECKeyGenerator(Curve.P_256).keyID("e").generate();
                Recipient recipient =
                        Recipient.of(new Encryption(alg, enc, published(key))).orElseThrow();
                JWEObject read = JWEObject.parse(recipient.encrypt(JWT));
                read.decrypt(key instanceof RSAKey own ? new RSADecrypter(own) : new ECDHDecrypter((ECKey) key));
                assertEquals(JWT, read.getPayload().toString(), alg + " " + enc);
                assertEquals("JWT", read.getHeader().getContentType());
                assertEquals(key.getKeyID(), read.getHeader().getKeyID());
                assertEquals(alg, read.getHeader().getAlgorithm().getName());
                assertEquals(enc, read.getHeader().getEncryptionMethod().getName());
            }
        }
    }

    @Test
    void longerCurvesDoAsWell() throws Exception {
        for (Curve curve : new Curve[] {Curve.P_384, Curve.P_521}) {
            ECKey key = new ECKeyGenerator(curve).generate();
            JWEObject read = JWEObject.parse(Recipient.of(new Encryption("ECDH-ES", "A256GCM", published(key)))
                    .orElseThrow()
                    .encrypt(JWT));
            read.decrypt(new ECDHDecrypter(key));
            assertEquals(JWT, read.getPayload().toString());
        }
    }

    @Test
    void whatIsNoKeyForItEncryptsNothing() throws Exception {
        Map<String, Object> rsa = published(new RSAKeyGenerator(2048).generate());
        Map<String, Object> curve = published(new ECKeyGenerator(Curve.P_256).generate());
        Map<String, Object> weak = published(new RSAKeyGenerator(1024, true).generate());
        refused("RSA1_5", "A128GCM", rsa);
        refused("dir", "A128GCM", rsa);
        refused("none", "A128GCM", rsa);
        refused("RSA-OAEP", "none", rsa);
        refused("RSA-OAEP", "A128GCM", curve);
        refused("ECDH-ES", "A128GCM", rsa);
        refused("RSA-OAEP", "A128GCM", weak);
        refused("RSA-OAEP", "A128GCM", Map.of());
        refused("ECDH-ES", "A128GCM", Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA"));
        refused("RSA-OAEP", "A128GCM", with(rsa, "use", "sig"));
        refused("RSA-OAEP", "A128GCM", with(rsa, "alg", "RSA-OAEP-256"));
        assertTrue(Recipient.of(new Encryption("RSA-OAEP", "A128GCM", with(rsa, "use", "enc")))
                .isPresent());
    }

    private static void refused(String alg, String enc, Map<String, Object> jwk) {
        assertEquals(Optional.empty(), Recipient.of(new Encryption(alg, enc, jwk)), alg + " " + enc + " " + jwk);
    }

    private static Map<String, Object> with(Map<String, Object> jwk, String name, Object value) {
        var other = new HashMap<>(jwk);
        other.put(name, value);
        return other;
    }

    private static Map<String, Object> published(JWK key) {
        return key.toPublicJWK().toJSONObject();
    }
}
