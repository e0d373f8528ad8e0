package dev.gatehouse.token.refresh;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Refresh tokens. */
@ConfigMapping(prefix = "gatehouse.token.refresh")
public interface RefreshConfig {
    /** Authenticates refresh tokens (HMAC-SHA256): 32 bytes, base64. */
    String key();

    /** For how long a refresh token that was just used gives the same successor again. */
    @WithDefault("PT30S")
    Duration grace();
}
