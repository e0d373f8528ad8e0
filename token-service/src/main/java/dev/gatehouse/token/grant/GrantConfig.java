package dev.gatehouse.token.grant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long grants last. */
@ConfigMapping(prefix = "gatehouse.token.grant")
public interface GrantConfig {
    /** A grant ends when it was not refreshed for this long. */
    @WithDefault("P30D")
    Duration idle();

    /** A grant ends at this age, however often it was refreshed. */
    @WithDefault("P180D")
    Duration lifetime();
}
