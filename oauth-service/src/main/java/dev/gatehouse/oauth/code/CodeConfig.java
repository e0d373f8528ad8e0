package dev.gatehouse.oauth.code;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long authorization codes last. */
@ConfigMapping(prefix = "gatehouse.oauth.code")
public interface CodeConfig {
    /** Life of a code that is not used; RFC 6749 asks for ten minutes at most. */
    @WithDefault("PT60S")
    Duration lifetime();

    /** How long a second use of a code is recognised, and what the first gave revoked. */
    @WithDefault("PT1H")
    Duration usedLifetime();
}
