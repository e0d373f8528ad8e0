package dev.gatehouse.token.refresh;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Refresh tokens. */
@ConfigMapping(prefix = "gatehouse.token.refresh")
public interface RefreshConfig {
    /** Authenticate refresh tokens (HMAC-SHA256), 32 bytes each, base64: the first those to come, all of them those that come back. */
    List<String> key();

    /** For how long a refresh token that was just used gives the same successor again. */
    @WithDefault("PT30S")
    Duration grace();
}
