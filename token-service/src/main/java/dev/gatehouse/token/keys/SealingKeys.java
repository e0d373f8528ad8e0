package dev.gatehouse.token.keys;

import dev.gatehouse.common.secret.Sealing;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seals secret keys for PostgreSQL under the first of the sealing keys, and opens them under any, so that they can be rotated.
 */
@Singleton
public class SealingKeys {
    private final List<Sealing> keys;

    public SealingKeys(KeysConfig config) {
        keys = config.sealingKeys().stream().map(Sealing::new).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("gatehouse.token.keys.sealing-keys has no key");
        }
    }

    /** The id of the key that seals. */
    public String first() {
        return keys.getFirst().id();
    }

    public byte[] seal(byte[] plain, String context) {
        return keys.getFirst().seal(plain, context);
    }

    /**
     * @param sealedBy the id of the key, null where it was not noted
     * @throws IllegalStateException where the key is not configured, or it was sealed in another context
     */
    public byte[] open(byte[] sealed, @Nullable String sealedBy, String context) {
        IllegalStateException refused =
                new IllegalStateException("gatehouse.token.keys.sealing-keys has no key with the id " + sealedBy);
        for (Sealing key : keys) {
            if (sealedBy == null || sealedBy.equals(key.id())) {
                try {
                    return key.open(sealed, context);
                } catch (IllegalStateException e) {
                    refused = e;
                }
            }
        }
        throw refused;
    }
}
