package dev.gatehouse.token.proof;

import dev.gatehouse.token.keys.Algorithm;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A public key as a JWK (RFC 7517); pure.
 *
 * @param thumbprint RFC 7638
 */
record PublicJwk(PublicKey key, String thumbprint) {
    /** With any of these it would be a private or a shared key (RFC 7518, section 6). */
    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private static final int FEWEST_RSA_BITS = 2048;
    /** What verifies takes long with more. */
    private static final int MOST_RSA_BITS = 4096;

    private static final int MOST_EXPONENT_BITS = 32;

    /** Empty where it is no public key for {@code algorithm}. */
    static Optional<PublicJwk> read(Algorithm algorithm, Map<?, ?> jwk) {
        boolean fits = (!jwk.containsKey("alg") || algorithm.name().equals(jwk.get("alg")))
                && (!jwk.containsKey("use") || "sig".equals(jwk.get("use")))
                && jwk.keySet().stream().noneMatch(SECRET::contains);
        if (!fits) {
            return Optional.empty();
        }
        return switch (algorithm) {
            case ES256 -> key(jwk, Map.of("kty", "EC", "crv", "P-256"), List.of("x", "y"));
            case EdDSA -> key(jwk, Map.of("kty", "OKP", "crv", "Ed25519"), List.of("x"));
            case RS256, PS256 ->
                key(jwk, Map.of("kty", "RSA"), List.of("n", "e"))
                        .filter(found -> found.key() instanceof RSAPublicKey rsa && bounded(rsa));
        };
    }

    /** Of the members that make a key alone: no certificate, for one, is looked at. */
    private static Optional<PublicJwk> key(Map<?, ?> jwk, Map<String, Object> kind, List<String> numbers) {
        var members = new HashMap<String, Object>(kind);
        for (String number : numbers) {
            if (jwk.get(number) instanceof String text) {
                members.put(number, text);
            }
        }
        boolean ofThatKind =
                kind.entrySet().stream().allMatch(member -> member.getValue().equals(jwk.get(member.getKey())));
        if (!ofThatKind || members.size() < kind.size() + numbers.size()) {
            return Optional.empty();
        }
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(members);
            return Optional.of(new PublicJwk(key.getPublicKey(), key.calculateBase64urlEncodedThumbprint("SHA-256")));
        } catch (JoseException | RuntimeException e) {
            // Not all that is no key is told in one way: an x of no bytes, for one, is looked for beyond its end.
            return Optional.empty();
        }
    }

    private static boolean bounded(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= FEWEST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && key.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS;
    }
}
