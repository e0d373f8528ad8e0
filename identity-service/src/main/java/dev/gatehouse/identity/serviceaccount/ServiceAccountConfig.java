package dev.gatehouse.identity.serviceaccount;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Service accounts. */
@ConfigMapping(prefix = "gatehouse.service-accounts")
public interface ServiceAccountConfig {
    /** For how long the secret before a rotation is still taken, where the call does not say. */
    @WithDefault("P1D")
    Duration overlap();

    /** No call can ask for more. */
    @WithDefault("P7D")
    Duration longestOverlap();
}
