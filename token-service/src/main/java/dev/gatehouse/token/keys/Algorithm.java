package dev.gatehouse.token.keys;

/** The signature algorithms in use (RFC 7518, section 3.1); the name is the {@code alg}. */
public enum Algorithm {
    /** For access tokens: small and fast. */
    ES256("EC", "SHA256withECDSAinP1363Format"),
    /** For ID tokens: the one that every OpenID Connect client knows. */
    RS256("RSA", "SHA256withRSA");

    private final String keyType;
    private final String signature;

    Algorithm(String keyType, String signature) {
        this.keyType = keyType;
        this.signature = signature;
    }

    /** Name of the key factory. */
    String keyType() {
        return keyType;
    }

    /** Name of the signature as Java's providers know it. */
    String signature() {
        return signature;
    }
}
