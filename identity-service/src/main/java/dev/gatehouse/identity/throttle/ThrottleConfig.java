package dev.gatehouse.identity.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many wrong passwords cost nothing, and how long those after them make one wait. */
@ConfigMapping(prefix = "gatehouse.throttle")
public interface ThrottleConfig {
    /** So many wrong passwords for one name are free; after them each makes the next wait twice as long, from 1 s on. */
    @WithDefault("5")
    int freeAttempts();

    /** No password for a name waits longer. */
    @WithDefault("PT15M")
    Duration longestDelay();

    /** Without another wrong one, those for a name are forgotten after so long; those of a known device, after the first. */
    @WithDefault("P1D")
    Duration forgottenAfter();

    /** So many wrong passwords from one address, whatever the names, are free: many people can be behind it. */
    @WithDefault("300")
    int addressFreeAttempts();

    /** No password from an address waits longer. */
    @WithDefault("PT1M")
    Duration addressLongestDelay();

    /** Without another wrong one, those from an address are forgotten after so long. */
    @WithDefault("PT1H")
    Duration addressForgottenAfter();

    /** Signs what known devices keep: 32 bytes, base64. */
    String deviceKey();
}
