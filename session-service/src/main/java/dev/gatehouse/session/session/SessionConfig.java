package dev.gatehouse.session.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long browser sessions last. */
@ConfigMapping(prefix = "gatehouse.session")
public interface SessionConfig {
    /** A session that is not used for so long ends. */
    @WithDefault("PT30M")
    Duration idle();

    /** A session ends so long after the sign-in, however much it is used. */
    @WithDefault("PT12H")
    Duration absolute();

    /** The last use is written at most this often. */
    @WithDefault("PT1M")
    Duration touch();
}
