package dev.gatehouse.oauth.pushed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long pushed requests last, and how many there may be. */
@ConfigMapping(prefix = "gatehouse.oauth.pushed")
public interface PushedConfig {
    /** Until a browser has to bring the request for the first time. */
    @WithDefault("PT90S")
    Duration lifetime();

    /** For how long after each time it may be brought again: through the sign-in and back. */
    @WithDefault("PT10M")
    Duration visitLifetime();

    /** Requests that one client may push in a minute. */
    @WithDefault("600")
    int mostPerMinute();
}
