package dev.gatehouse.token.extauthz;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** Envoy's ext_authz over gRPC. */
@ConfigMapping(prefix = "gatehouse.token.ext-authz")
public interface ExtAuthzConfig {
    /**
     * The port that it is answered on, over HTTP/2 without TLS: for Envoy alone, never to be routed from outside. Without it
     * there is none.
     */
    OptionalInt port();
}
