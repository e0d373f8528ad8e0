package dev.gatehouse.token.keys;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.jspecify.annotations.Nullable;

/** The signature algorithms (RFC 7518, section 3.1; RFC 8037, section 3.1); the name is the {@code alg}. */
public enum Algorithm {
    /** For access tokens: small and fast. */
    ES256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSAinP1363Format", "SHA-256"),
    /** On the curve Ed25519. */
    EdDSA("Ed25519", NamedParameterSpec.ED25519, "Ed25519", "SHA-512"),
    /** For ID tokens: the one that every OpenID Connect client knows. */
    RS256("RSA", rsa(), "SHA256withRSA", "SHA-256"),
    PS256("RSA", rsa(), "RSASSA-PSS", "SHA-256");

    private static final AlgorithmParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final String keyType;

    @SuppressWarnings("ImmutableEnumChecker") // those of the JDK are
    private final AlgorithmParameterSpec keyParameters;

    private final String signature;
    private final String digest;

    Algorithm(String keyType, AlgorithmParameterSpec keyParameters, String signature, String digest) {
        this.keyType = keyType;
        this.keyParameters = keyParameters;
        this.signature = signature;
        this.digest = digest;
    }

    /** Name of the hash that belongs to it, such as that of {@code at_hash} (OpenID Connect Core, section 3.1.3.6). */
    public String digest() {
        return digest;
    }

    /** Name of the key factory. */
    String keyType() {
        return keyType;
    }

    AlgorithmParameterSpec keyParameters() {
        return keyParameters;
    }

    /** Name of the signature as Java's providers know it. */
    String signature() {
        return signature;
    }

    private static AlgorithmParameterSpec rsa() {
        return new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
    }

    /** Null where the signature has none. */
    @Nullable
    AlgorithmParameterSpec signatureParameters() {
        return this == PS256 ? PSS : null;
    }
}
