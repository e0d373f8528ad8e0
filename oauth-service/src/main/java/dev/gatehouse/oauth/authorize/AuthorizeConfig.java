package dev.gatehouse.oauth.authorize;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the steps of an authorization may take. */
@ConfigMapping(prefix = "gatehouse.oauth.authorize")
public interface AuthorizeConfig {
    /** How long the consent page, or a renewed sign-in, may stay open. */
    @WithDefault("PT10M")
    Duration requestLifetime();
}
