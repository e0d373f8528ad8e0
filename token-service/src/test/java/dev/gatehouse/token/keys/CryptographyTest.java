package dev.gatehouse.token.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Corretto's provider, and the JDK's where that does not load: each takes the other's keys and signatures. */
class CryptographyTest {
    private static final byte[] INPUT = {1, 2, 3};
    private final Cryptography fast = new Cryptography();
    private final Cryptography fallback = new Cryptography(null);

    @ParameterizedTest
    @EnumSource
    void providersAgree(Algorithm algorithm) {
        assertEquals("AmazonCorrettoCryptoProvider", fast.providerName());
        assertEquals("JDK", fallback.providerName());
        for (Cryptography maker : new Cryptography[] {fast, fallback}) {
            KeyPair pair = maker.generate(algorithm);
            for (Cryptography signer : new Cryptography[] {fast, fallback}) {
                byte[] signature = signer.sign(
                        algorithm,
                        signer.privateKey(algorithm, pair.getPrivate().getEncoded()),
                        INPUT);
                for (Cryptography verifier : new Cryptography[] {fast, fallback}) {
                    var key = verifier.publicKey(algorithm, pair.getPublic());
                    assertTrue(verifier.verifies(algorithm, key, INPUT, signature));
                    assertFalse(verifier.verifies(algorithm, key, new byte[] {1, 2}, signature));
                    assertFalse(verifier.verifies(algorithm, key, INPUT, new byte[signature.length]));
                    assertFalse(verifier.verifies(algorithm, key, INPUT, new byte[0]));
                    signature[signature.length - 1] ^= 1;
                    assertFalse(verifier.verifies(algorithm, key, INPUT, signature));
                    signature[signature.length - 1] ^= 1;
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysAreTheProvidersOwn(Algorithm algorithm) {
        KeyPair pair = fast.generate(algorithm);
        for (Object key : new Object[] {
            fast.publicKey(algorithm, pair.getPublic()),
            fast.privateKey(algorithm, pair.getPrivate().getEncoded())
        }) {
            // Else each signature would begin with a translation.
            assertTrue(
                    key.getClass().getName().startsWith("com.amazon."),
                    key.getClass().getName());
        }
    }
}
