package dev.gatehouse.identity.factor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Second factors. */
@ConfigMapping(prefix = "gatehouse.factors")
public interface FactorConfig {
    /** Keys of 32 bytes, base64: the first seals secrets in PostgreSQL, all open them, so that they can be rotated. */
    List<String> sealingKeys();

    /** What authenticator applications show beside the username. */
    @WithDefault("Gatehouse")
    String issuerName();

    /** So many wrong codes in a row are free; after them each waits twice as long as the one before. */
    @WithDefault("5")
    int freeAttempts();

    /** No code waits longer. */
    @WithDefault("PT15M")
    Duration longestDelay();

    /** For so long a code that was mailed is good. */
    @WithDefault("PT10M")
    Duration emailCodeLifetime();

    /** Codes that are mailed to one user in an hour. */
    @WithDefault("10")
    int emailCodesPerHour();
}
