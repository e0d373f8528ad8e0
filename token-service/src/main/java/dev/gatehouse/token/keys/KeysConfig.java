package dev.gatehouse.token.keys;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The keys that sign. */
@ConfigMapping(prefix = "gatehouse.token.keys")
public interface KeysConfig {
    /** Keys of 32 bytes, base64: the first seals private keys in PostgreSQL, all open them, so that they can be rotated. */
    List<String> sealingKeys();

    /** Those that there are keys for. */
    @WithDefault("ES256,RS256")
    Set<Algorithm> algorithms();

    /** For how long a key signs; zero for as long as no command makes another. */
    @WithDefault("P90D")
    Duration rotation();

    /** How long anyone may keep the published keys. */
    @WithDefault("PT5M")
    Duration jwksMaxAge();

    /** How often each replica reads the keys. */
    @WithDefault("PT10S")
    Duration refresh();

    /** How often at most PostgreSQL is asked for keys that are not known here; whoever brings one waits for it. */
    @WithDefault("PT0.2S")
    Duration reload();

    /** What is added to each time that a key must be published before and after it signs: slow readers, wrong clocks. */
    @WithDefault("PT1M")
    Duration margin();

    /** No token that is signed lives longer: for so long a key that signs no more is published. */
    @WithDefault("PT1H")
    Duration longestToken();
}
