package dev.gatehouse.common.peer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the services find each other, and how long one waits for another. */
@ConfigMapping(prefix = "gatehouse.peers")
public interface PeerConfig {
    /** Of identity-service, without a path; the environment's {@code GATEHOUSE_IDENTITY_URL}, as with the others. */
    URI identity();

    /** Of token-service. */
    URI token();

    /** Of session-service. */
    URI session();

    /** Of oauth-service. */
    URI oauth();

    /** For a connection to be made, or to be free. */
    @WithDefault("PT2S")
    Duration connectTimeout();

    /** For the whole answer to come. */
    @WithDefault("PT10S")
    Duration readTimeout();

    /** To each peer, from each event loop (twice as many as cores) at most; calls beyond them wait, for a connection's time. */
    @WithDefault("50")
    int connections();

    /** PEM, with those that lead to its authority: shown where a peer's address is https and whoever answers there asks for one. */
    Optional<String> certificate();

    /** PEM: the private key of that certificate. */
    Optional<String> key();
}
