package dev.gatehouse.token.apikey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** API keys. */
@ConfigMapping(prefix = "gatehouse.token.api-keys")
public interface ApiKeyConfig {
    /** How many a user may have. */
    @WithDefault("50")
    int perUser();

    /** How long what identity-service said of a key's user is relied on. */
    @WithDefault("PT10S")
    Duration userRemembered();
}
