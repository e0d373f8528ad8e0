package dev.gatehouse.token.proof;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The algorithms that a proof may be signed with: asymmetric ones alone (RFC 9449, section 4.3); the name is the {@code alg}. */
enum ProofAlgorithm {
    ES256("EC", "SHA256withECDSAinP1363Format"),
    EdDSA("OKP", "Ed25519"),
    RS256("RSA", "SHA256withRSA"),
    PS256("RSA", "RSASSA-PSS");

    /** As challenges name them. */
    static final String NAMES = Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(" "));

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final String keyType;
    private final String signature;

    ProofAlgorithm(String keyType, String signature) {
        this.keyType = keyType;
        this.signature = signature;
    }

    /** Empty for all else, whatever it is. */
    static Optional<ProofAlgorithm> named(@Nullable Object name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    /** {@code kty} of its keys. */
    String keyType() {
        return keyType;
    }

    /** Whether {@code signed} is the signature of {@code input}; false for one that is malformed too. */
    boolean verifies(PublicKey key, byte[] input, byte[] signed) {
        try {
            Signature verifier = Signature.getInstance(signature);
            if (this == PS256) {
                verifier.setParameter(PSS);
            }
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
