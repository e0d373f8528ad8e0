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

    /** Characters of such JWTs that are kept to be given out again; 0 keeps none. */
    @WithDefault("8000000")
    long reused();

    /**
     * For how long, at most 30 seconds, session-service is not asked again about the same cookie; its sign-out is seen at once
     * all the same.
     */
    @WithDefault("PT30S")
    Duration sessionRemembered();

    /** So many sessions are remembered. */
    @WithDefault("20000")
    long sessions();
}
