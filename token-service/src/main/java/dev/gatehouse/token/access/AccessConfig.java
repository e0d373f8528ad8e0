package dev.gatehouse.token.access;

import dev.gatehouse.token.keys.Algorithm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Access tokens. */
@ConfigMapping(prefix = "gatehouse.token.access")
public interface AccessConfig {
    /** Life of an access token of either form, where nothing else is asked for. */
    @WithDefault("PT5M")
    Duration lifetime();

    /** None lives longer, whatever is asked for. */
    @WithDefault("PT1H")
    Duration longestLifetime();

    /** What JWTs are signed with, where nothing else is asked for. */
    @WithDefault("ES256")
    Algorithm algorithm();

    /** Characters of verified JWTs that are remembered, so that a signature is checked once; 0 remembers none. */
    @WithDefault("16000000")
    long remembered();
}
