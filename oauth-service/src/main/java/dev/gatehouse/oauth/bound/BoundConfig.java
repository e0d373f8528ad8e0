package dev.gatehouse.oauth.bound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Tokens that are bound to keys. */
@ConfigMapping(prefix = "gatehouse.oauth.bound")
public interface BoundConfig {
    /** Whether DPoP proofs at the token endpoint need a nonce, so that none can be made in advance (RFC 9449, section 8). */
    @WithDefault("true")
    boolean dpopNonce();
}
