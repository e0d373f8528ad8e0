package dev.gatehouse.common.peer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How the services authenticate each other. */
@ConfigMapping(prefix = "gatehouse.internal")
public interface InternalConfig {
    /** One or two shared secrets of at least 32 characters: the first signs, all are accepted, so they can be rotated. */
    List<String> secrets();

    /** Life of a service token; never over 60 s. */
    @WithDefault("PT30S")
    Duration lifetime();
}
