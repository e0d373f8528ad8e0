package dev.gatehouse.oauth.outbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What addresses that clients name may lead to. */
@ConfigMapping(prefix = "gatehouse.oauth.outbound")
public interface OutboundConfig {
    /**
     * Networks (an address, or one with the number of bits after a slash) that what administrators register may lead to although
     * not public; by http, too.
     */
    Optional<List<String>> allowedNetworks();

    /** For all of a fetch, from the name to the last byte. */
    @WithDefault("PT5S")
    Duration timeout();
}
