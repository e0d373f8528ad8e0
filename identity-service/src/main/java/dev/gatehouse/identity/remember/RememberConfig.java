package dev.gatehouse.identity.remember;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a right password given by HTTP Basic is remembered. */
@ConfigMapping(prefix = "gatehouse.basic")
public interface RememberConfig {
    /** At most 60 seconds; none where zero. */
    @WithDefault("PT60S")
    Duration remembered();

    /** So many at most. */
    @WithDefault("100000")
    long count();
}
