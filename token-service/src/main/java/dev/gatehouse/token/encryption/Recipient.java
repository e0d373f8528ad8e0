package dev.gatehouse.token.encryption;

import dev.gatehouse.common.peer.Encryption;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Whoever is to read a signed JWT alone, by their public key; pure. */
public final class Recipient {
    private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521");
    private static final int FEWEST_RSA_BITS = 2048;
    /** More would take long, for whoever pleases to register such a key. */
    private static final int MOST_RSA_BITS = 4096;

    private static final int MOST_EXPONENT_BITS = 32;
    private static final int LONGEST_ID = 255;

    private final String alg;
    private final String enc;
    private final PublicKey key;
    private final @Nullable String kid;

    private Recipient(String alg, String enc, PublicKey key, @Nullable String kid) {
        this.alg = alg;
        this.enc = enc;
        this.key = key;
        this.kid = kid;
    }

    /** Empty where the algorithms are none of those that are offered, or the key is no public one for them. */
    public static Optional<Recipient> of(Encryption asked) {
        Map<String, Object> jwk = asked.jwk();
        boolean fits = Encryption.ALGORITHMS.contains(asked.alg())
                && Encryption.METHODS.contains(asked.enc())
                && (!jwk.containsKey("alg") || asked.alg().equals(jwk.get("alg")))
                && (!jwk.containsKey("use") || "enc".equals(jwk.get("use")));
        return fits
                ? key(asked.alg(), jwk).map(key -> new Recipient(asked.alg(), asked.enc(), key, kid(jwk)))
                : Optional.empty();
    }

    /** The JWT, nested (RFC 7519, section 5.2). */
    public String encrypt(String jwt) {
        var jwe = new JsonWebEncryption();
        jwe.setAlgorithmHeaderValue(alg);
        jwe.setEncryptionMethodHeaderParameter(enc);
        jwe.setContentTypeHeaderValue("JWT");
        if (kid != null) {
            jwe.setKeyIdHeaderValue(kid);
        }
        jwe.setKey(key);
        jwe.setPayload(jwt);
        try {
            return jwe.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a key that was looked at does not encrypt", e);
        }
    }

    private static Optional<PublicKey> key(String alg, Map<String, Object> jwk) {
        return alg.startsWith("RSA")
                ? key(jwk, Map.of("kty", "RSA"), List.of("n", "e"))
                        .filter(key -> key instanceof RSAPublicKey rsa && bounded(rsa))
                : Optional.ofNullable(jwk.get("crv"))
                        .filter(CURVES::contains)
                        .flatMap(curve -> key(jwk, Map.of("kty", "EC", "crv", curve), List.of("x", "y")))
                        .filter(key -> key instanceof ECPublicKey point && onCurve(point));
    }

    /** Of the members that make a public key alone: whatever else is there is not looked at. */
    private static Optional<PublicKey> key(Map<String, Object> jwk, Map<String, Object> kind, List<String> numbers) {
        var members = new HashMap<String, Object>(kind);
        for (String number : numbers) {
            if (jwk.get(number) instanceof String text) {
                members.put(number, text);
            }
        }
        if (!String.valueOf(kind.get("kty")).equals(jwk.get("kty")) || members.size() < kind.size() + numbers.size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey());
        } catch (JoseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean bounded(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= FEWEST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && key.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS;
    }

    /** y² = x³ + ax + b: with any other point no key can be agreed on (NIST SP 800-56A, section 5.6.2.3.3). */
    private static boolean onCurve(ECPublicKey key) {
        EllipticCurve curve = key.getParams().getCurve();
        BigInteger x = key.getW().getAffineX();
        BigInteger y = key.getW().getAffineY();
        if (!(curve.getField() instanceof ECFieldFp field)) {
            return false;
        }
        BigInteger p = field.getP();
        boolean within = x.signum() >= 0 && x.compareTo(p) < 0 && y.signum() >= 0 && y.compareTo(p) < 0;
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return within && y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    private static @Nullable String kid(Map<String, Object> jwk) {
        return jwk.get("kid") instanceof String kid && kid.length() <= LONGEST_ID ? kid : null;
    }
}
