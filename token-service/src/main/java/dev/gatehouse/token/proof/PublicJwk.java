package dev.gatehouse.token.proof;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A public key as a JWK (RFC 7517); pure.
 *
 * @param thumbprint RFC 7638
 */
record PublicJwk(PublicKey key, String thumbprint) {
    /** With any of these it would be a private or a shared key (RFC 7518, section 6). */
    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private static final int COORDINATE = 32;
    private static final int FEWEST_RSA_BITS = 2048;
    /** What verifies takes long with more. */
    private static final int MOST_RSA_BITS = 4096;

    private static final int MOST_EXPONENT_BITS = 32;
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Empty where it is no public key for {@code algorithm}. */
    static Optional<PublicJwk> read(ProofAlgorithm algorithm, Map<?, ?> jwk) {
        boolean fits = algorithm.keyType().equals(jwk.get("kty"))
                && (!jwk.containsKey("alg") || algorithm.name().equals(jwk.get("alg")))
                && (!jwk.containsKey("use") || "sig".equals(jwk.get("use")));
        if (!fits || jwk.keySet().stream().anyMatch(SECRET::contains)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (algorithm) {
                        case ES256 -> elliptic(jwk);
                        case EdDSA -> edwards(jwk);
                        case RS256, PS256 -> rsa(jwk);
                    });
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static PublicJwk elliptic(Map<?, ?> jwk) throws GeneralSecurityException {
        require("P-256".equals(jwk.get("crv")));
        byte[] x = bytes(jwk, "x");
        byte[] y = bytes(jwk, "y");
        require(x.length == COORDINATE && y.length == COORDINATE);
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        require(onCurve(point, curve));
        return new PublicJwk(
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve)),
                Thumbprint.of(
                        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + text(x) + "\",\"y\":\"" + text(y) + "\"}"));
    }

    /** Key factories do not look. */
    private static boolean onCurve(ECPoint point, ECParameterSpec curve) {
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.multiply(x)
                .add(curve.getCurve().getA())
                .multiply(x)
                .add(curve.getCurve().getB())
                .mod(p);
        return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
    }

    private static PublicJwk edwards(Map<?, ?> jwk) throws GeneralSecurityException {
        require("Ed25519".equals(jwk.get("crv")));
        byte[] x = bytes(jwk, "x");
        require(x.length == COORDINATE);
        var encoded = new byte[ED25519_PREFIX.length + COORDINATE];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(x, 0, encoded, ED25519_PREFIX.length, COORDINATE);
        return new PublicJwk(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)),
                Thumbprint.of("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + text(x) + "\"}"));
    }

    private static PublicJwk rsa(Map<?, ?> jwk) throws GeneralSecurityException {
        byte[] n = bytes(jwk, "n");
        byte[] e = bytes(jwk, "e");
        var modulus = new BigInteger(1, n);
        var exponent = new BigInteger(1, e);
        // No leading zeros: else one key would have many thumbprints.
        require(n.length > 0 && n[0] != 0 && e.length > 0 && e[0] != 0);
        require(modulus.bitLength() >= FEWEST_RSA_BITS
                && modulus.bitLength() <= MOST_RSA_BITS
                && exponent.bitLength() <= MOST_EXPONENT_BITS);
        return new PublicJwk(
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)),
                Thumbprint.of("{\"e\":\"" + text(e) + "\",\"kty\":\"RSA\",\"n\":\"" + text(n) + "\"}"));
    }

    private static byte[] bytes(Map<?, ?> jwk, String name) {
        if (jwk.get(name) instanceof String text) {
            return Base64.getUrlDecoder().decode(text);
        }
        throw new IllegalArgumentException(name + " is not text");
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("the key is not one");
        }
    }
}
