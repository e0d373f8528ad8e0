package dev.gatehouse.token.introspection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Introspection and revocation by clients. */
@ConfigMapping(prefix = "gatehouse.token.introspection")
public interface IntrospectionConfig {
    /** How long a client that oauth-service has authenticated is relied on, for the same secret; zero asks each time. */
    @WithDefault("PT10S")
    Duration clientRemembered();
}
