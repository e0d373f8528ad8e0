package dev.gatehouse.token.status;

import dev.gatehouse.token.keys.Algorithm;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Status lists, for clients that are registered for them. */
@ConfigMapping(prefix = "gatehouse.token.status-list")
public interface StatusListConfig {
    /** For how long a verifier may keep a list. */
    @WithDefault("PT30S")
    Duration ttl();

    /** Nobody believes a list that is older. */
    @WithDefault("PT5M")
    Duration lifetime();

    /** For how long a replica gives the same list out before it asks PostgreSQL again; zero for not at all. */
    @WithDefault("PT5S")
    Duration remembered();

    /** Places in a list to come: a multiple of 8. About a third of them are given away before the next list is opened. */
    @WithDefault("131072")
    int size();

    /** What lists are signed with. */
    @WithDefault("ES256")
    Algorithm algorithm();
}
