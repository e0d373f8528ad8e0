package dev.gatehouse.token.idtoken;

import dev.gatehouse.token.keys.Algorithm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** ID tokens. */
@ConfigMapping(prefix = "gatehouse.token.id-token")
public interface IdTokenConfig {
    /** Until when a client may take an ID token for a sign-in. */
    @WithDefault("PT5M")
    Duration lifetime();

    /** What it is signed with. */
    @WithDefault("RS256")
    Algorithm algorithm();
}
