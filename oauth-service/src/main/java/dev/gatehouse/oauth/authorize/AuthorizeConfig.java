package dev.gatehouse.oauth.authorize;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the steps of an authorization may take. */
@ConfigMapping(prefix = "gatehouse.oauth.authorize")
public interface AuthorizeConfig {
    /** Life of a code that is not used; RFC 6749 asks for ten minutes at most. */
    @WithDefault("PT60S")
    Duration codeLifetime();

    /** How long a second use of a code is recognised, and what the first gave revoked. */
    @WithDefault("PT1H")
    Duration usedCodeLifetime();

    /** How long the consent page, or a renewed sign-in, may stay open. */
    @WithDefault("PT10M")
    Duration requestLifetime();
}
