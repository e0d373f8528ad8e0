package dev.gatehouse.identity.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens to closed accounts while another service is away. */
@ConfigMapping(prefix = "gatehouse.closings")
public interface ClosingConfig {
    /** How often it is looked for closed accounts to finish. */
    @WithDefault("PT10S")
    Duration every();

    /** One that could not be finished waits twice as long each time, at most so long. */
    @WithDefault("PT10M")
    Duration longestDelay();
}
