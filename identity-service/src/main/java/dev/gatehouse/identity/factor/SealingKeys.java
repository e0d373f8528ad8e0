package dev.gatehouse.identity.factor;

import dev.gatehouse.common.secret.Sealing;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.LinkedHashMap;

/** Seals secrets for PostgreSQL; what is sealed says under which key, so that keys can be rotated. */
@Singleton
class SealingKeys {
    private final LinkedHashMap<String, Sealing> keys = new LinkedHashMap<>();
    private final String first;

    SealingKeys(FactorConfig config) {
        if (config.sealingKeys().isEmpty()) {
            throw new IllegalArgumentException("gatehouse.factors.sealing-keys has no key");
        }
        for (String each : config.sealingKeys()) {
            var key = new Sealing(each);
            keys.put(key.id(), key);
        }
        first = keys.firstEntry().getKey();
    }

    /** @param context what it is the secret of; without it the result cannot be opened */
    String seal(byte[] plain, String context) {
        return first + ":" + Base64.getEncoder().encodeToString(key(first).seal(plain, context));
    }

    /** @throws IllegalStateException where the key is not configured, or it was sealed in another context */
    byte[] open(String sealed, String context) {
        int colon = sealed.indexOf(':');
        return key(sealed.substring(0, colon)).open(Base64.getDecoder().decode(sealed.substring(colon + 1)), context);
    }

    /** The same under the first key. @throws IllegalStateException as {@link #open} */
    String renewed(String sealed, String context) {
        return sealed.startsWith(first + ":") ? sealed : seal(open(sealed, context), context);
    }

    private Sealing key(String id) {
        Sealing sealing = keys.get(id);
        if (sealing == null) {
            throw new IllegalStateException("gatehouse.factors.sealing-keys has no key with the id " + id);
        }
        return sealing;
    }
}
