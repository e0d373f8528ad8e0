package dev.gatehouse.oauth.outbound;

import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jspecify.annotations.Nullable;

/** Which keys a signature can be by; pure. */
final class Candidates {
    /** Each costs a verification, and whoever sends the signature need not be the client. */
    static final int MOST = 4;

    private Candidates() {}

    /** @param kid the key that the signature names; null for none */
    static List<PublicJsonWebKey> of(List<PublicJsonWebKey> keys, String algorithm, @Nullable String kid) {
        return keys.stream()
                .filter(key -> (kid == null || kid.equals(key.getKeyId()))
                        && fits(key, algorithm)
                        && (key.getUse() == null || key.getUse().equals("sig"))
                        && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                        && (key.getKeyOps() == null || key.getKeyOps().contains("verify")))
                .limit(MOST)
                .toList();
    }

    private static boolean fits(PublicJsonWebKey key, String algorithm) {
        return switch (algorithm) {
            case "ES256" ->
                key instanceof EllipticCurveJsonWebKey curve
                        && curve.getCurveName().equals("P-256");
            case "EdDSA" ->
                key instanceof OctetKeyPairJsonWebKey pair
                        && pair.getSubtype().equals(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            case "RS256", "PS256" -> key instanceof RsaJsonWebKey;
            default -> false;
        };
    }
}
