package dev.gatehouse.token.clientkey;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A key that is shared with one client.
 *
 * @param activatesAt from then on it signs, until the next version does
 * @param goneAt when it does not count any more; null where there is no next version yet
 */
public record ClientKey(
        KeyId id,
        SecretKey key,
        Instant createdAt,
        Instant activatesAt,
        @Nullable Instant goneAt) {
    public String kid() {
        return id.kid();
    }

    byte[] sign(byte[] input) {
        try {
            Mac mac = Mac.getInstance(Derivation.MAC);
            mac.init(key);
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** Compares in a time that depends on the lengths alone. */
    boolean verifies(byte[] input, byte[] signature) {
        return MessageDigest.isEqual(sign(input), signature);
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "ClientKey[" + kid() + "]";
    }
}
