package dev.gatehouse.session.bymail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Sign-in by e-mail; the same settings as identity-service has. */
@ConfigMapping(prefix = "gatehouse.sign-in-by-mail")
public interface ByMailConfig {
    /** Whether anyone may sign in so. */
    @WithDefault("true")
    boolean enabled();

    /** For so long a browser is known as the one that asked. */
    @WithDefault("PT10M")
    Duration lifetime();
}
