package dev.gatehouse.identity.bymail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Sign-in by e-mail. */
@ConfigMapping(prefix = "gatehouse.sign-in-by-mail")
public interface ByMailConfig {
    /** Whether anyone may sign in so. */
    @WithDefault("true")
    boolean enabled();

    /** For so long a link and its code are good. */
    @WithDefault("PT10M")
    Duration lifetime();
}
