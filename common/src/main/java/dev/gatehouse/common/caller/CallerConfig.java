package dev.gatehouse.common.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is asked of callers. */
@ConfigMapping(prefix = "gatehouse.caller")
public interface CallerConfig {
    /** How old a sign-in may be for what cannot be undone or lets someone in for good. */
    @WithDefault("PT15M")
    Duration recently();
}
