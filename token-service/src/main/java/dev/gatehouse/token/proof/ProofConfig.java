package dev.gatehouse.token.proof;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What may be shown beside an access token. */
@ConfigMapping(prefix = "gatehouse.token.proof")
public interface ProofConfig {
    /** How far the time of a DPoP proof may be from ours, either way; for twice as long it is remembered. */
    @WithDefault("PT60S")
    Duration age();
}
