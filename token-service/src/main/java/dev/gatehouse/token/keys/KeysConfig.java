package dev.gatehouse.token.keys;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The keys that sign. */
@ConfigMapping(prefix = "gatehouse.token.keys")
public interface KeysConfig {
    /** Seals the private keys in PostgreSQL: 32 bytes, base64. */
    String encryptionKey();

    /** How long anyone may keep the published keys. */
    @WithDefault("PT5M")
    Duration jwksMaxAge();

    /** How often at most PostgreSQL is asked for a key that is not known here. */
    @WithDefault("PT10S")
    Duration reload();
}
