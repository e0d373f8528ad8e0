package dev.gatehouse.oauth.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether devices may be let in, and for how long they ask. */
@ConfigMapping(prefix = "gatehouse.oauth.device")
public interface DeviceConfig {
    @WithDefault("true")
    boolean enabled();

    /** Of a device's request, with both of its codes: from a minute to an hour. */
    @WithDefault("PT10M")
    Duration lifetime();

    /** How long a device waits between two times that it asks for tokens: from a second to a minute. */
    @WithDefault("PT5S")
    Duration interval();

    /** Requests that devices of one client may make in a minute. */
    @WithDefault("600")
    int mostPerMinute();
}
