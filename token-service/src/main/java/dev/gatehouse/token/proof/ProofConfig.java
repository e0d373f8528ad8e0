package dev.gatehouse.token.proof;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What may be shown beside an access token. */
@ConfigMapping(prefix = "gatehouse.token.proof")
public interface ProofConfig {
    /** How far the time of a DPoP proof may be from ours, either way; for twice as long it is remembered. */
    @WithDefault("PT60S")
    Duration age();

    /**
     * The header in which a proxy tells the certificate of its client, such as Client-Cert (RFC 9440): as a byte sequence, or
     * as PEM in percent-encoding; the proxy has to drop it from what comes to it. Without this setting no certificate is
     * believed.
     */
    Optional<String> certificateHeader();

    /** Addresses of the proxies that are believed, or networks of them, such as 10.0.0.0/8. */
    Optional<List<String>> trustedProxies();
}
