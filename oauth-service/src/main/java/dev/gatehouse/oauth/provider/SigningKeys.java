package dev.gatehouse.oauth.provider;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys that sign our secrets, as Apple gives them out (.p8); pure. */
final class SigningKeys {
    private static final int BITS = 256;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]{1,2000})-----END PRIVATE KEY-----\\s*");

    private SigningKeys() {}

    /** Why {@code pem} is no key of the curve P-256 in PKCS #8; tells nothing of it. */
    static Optional<String> objection(String pem) {
        Matcher parts = PEM.matcher(pem);
        try {
            if (parts.matches()
                    && KeyFactory.getInstance("EC")
                                    .generatePrivate(new PKCS8EncodedKeySpec(
                                            Base64.getMimeDecoder().decode(parts.group(1))))
                            instanceof ECPrivateKey key
                    && key.getParams().getOrder().bitLength() == BITS) {
                return Optional.empty();
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // As below.
        }
        return Optional.of("must be a private key of the curve P-256 in PEM (PKCS #8), such as Apple's .p8 file");
    }
}
