package dev.gatehouse.oauth.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings by which so many networks may be reached. */
record Outbound(Optional<List<String>> allowedNetworks, Duration timeout) implements OutboundConfig {
    Outbound(List<String> allowed, Duration timeout) {
        this(Optional.of(allowed), timeout);
    }
}
