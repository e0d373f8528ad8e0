package dev.gatehouse.common.navigation;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where sign-ins and sign-outs may lead, beside our own pages. */
@ConfigMapping(prefix = "gatehouse.navigation")
public interface ReturnConfig {
    /**
     * Origins whose addresses {@code return_to} may name: scheme, host and perhaps a port, nothing else; {@code http} for the
     * machine itself alone. None by default.
     */
    Optional<List<String>> returnOrigins();
}
