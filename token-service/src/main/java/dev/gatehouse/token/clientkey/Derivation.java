package dev.gatehouse.token.clientkey;

import dev.gatehouse.common.peer.ClientKeyService;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * From a seed the key: HKDF-SHA256 (RFC 5869) with client, version and algorithm as its info, so that a key is good for one
 * of each; pure but for the seeds.
 */
final class Derivation {
    /** As long as the hash, as RFC 7518, section 3.2, asks at least. */
    static final int BYTES = 32;

    static final String MAC = "HmacSHA256";

    private Derivation() {}

    /** 256 random bits. */
    static byte[] seed() {
        byte[] seed = new byte[BYTES];
        Source.RANDOM.nextBytes(seed);
        return seed;
    }

    static SecretKey key(byte[] seed, KeyId id) {
        String info = "gatehouse client key/" + ClientKeyService.SHARED + "/" + id.kid();
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            MAC,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(seed)
                                    .thenExpand(info.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HKDF-SHA256", e);
        }
    }

    /** Held apart so that a native image seeds it when it runs, not when it is built. */
    private static final class Source {
        private static final SecureRandom RANDOM = new SecureRandom();
    }
}
