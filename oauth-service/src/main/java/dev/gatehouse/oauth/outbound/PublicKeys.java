package dev.gatehouse.oauth.outbound;

import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Reads public keys (RFC 7517), of bounded size; pure. */
final class PublicKeys {
    private static final int FEWEST_RSA_BITS = 2048;
    /** What verifies takes long with more. */
    private static final int MOST_RSA_BITS = 4096;

    private static final int MOST_EXPONENT_BITS = 32;
    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    /** Those that say what the key is and what it is for: no certificate, for one, is looked at. */
    private static final List<String> MEMBERS =
            List.of("kty", "crv", "x", "y", "n", "e", "kid", "use", "alg", "key_ops");

    private PublicKeys() {}

    /** Null where it is no public key that can be used here. */
    static @Nullable PublicJsonWebKey read(Map<?, ?> jwk) {
        if (jwk.keySet().stream().anyMatch(SECRET::contains)) {
            return null;
        }
        var members = new HashMap<String, Object>();
        for (String name : MEMBERS) {
            Object value = jwk.get(name);
            if (value != null) {
                members.put(name, value);
            }
        }
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(members);
            return key.getPublicKey() instanceof RSAPublicKey rsa && !bounded(rsa) ? null : key;
        } catch (JoseException | RuntimeException e) {
            return null;
        }
    }

    private static boolean bounded(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= FEWEST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && key.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS;
    }
}
