package dev.gatehouse.token.verify;

import dev.gatehouse.token.keys.Algorithm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The JWT that {@code /verify} hands to the API. */
@ConfigMapping(prefix = "gatehouse.token.verify")
public interface VerifyConfig {
    /** Its audience. */
    @WithDefault("gatehouse:api")
    String audience();

    /** Its life: over zero and at most 60 seconds. */
    @WithDefault("PT60S")
    Duration lifetime();

    /** What it is signed with. */
    @WithDefault("ES256")
    Algorithm algorithm();
}
