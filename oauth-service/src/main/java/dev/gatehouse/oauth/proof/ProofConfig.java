package dev.gatehouse.oauth.proof;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How clients may prove who they are. */
@ConfigMapping(prefix = "gatehouse.oauth.proof")
public interface ProofConfig {
    /** How far in the future a client assertion may expire, up to an hour: for so long it is kept that it was used. */
    @WithDefault("PT10M")
    Duration assertionLifetime();

    /**
     * A file with the certificates (PEM) of the authorities whose certificates name a client (tls_client_auth), each the issuer
     * of such ones itself. Without it there is no such method: what a proxy passes on may be certified by anyone.
     */
    Optional<Path> certificateAuthorities();
}
