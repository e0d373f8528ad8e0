package dev.gatehouse.identity.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of registrations. */
@ConfigMapping(prefix = "gatehouse.registrations")
public interface RegistrationConfig {
    /**
     * So many may there be from one network address in a {@link #period()}: each makes a mail to whatever address is given.
     * Users whom administrators make or import are not counted.
     */
    @WithDefault("30")
    int perAddress();

    /** The time that the bound is about. */
    @WithDefault("PT1H")
    Duration period();
}
