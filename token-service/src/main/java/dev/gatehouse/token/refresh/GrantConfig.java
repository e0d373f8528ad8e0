package dev.gatehouse.token.refresh;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Grants and their refresh tokens. */
@ConfigMapping(prefix = "gatehouse.token")
public interface GrantConfig {
    /** Authenticates refresh tokens (HMAC-SHA256): 32 bytes, base64. */
    String refreshKey();

    /** For how long a refresh token that was just used gives the same successor again. */
    @WithDefault("PT30S")
    Duration refreshGrace();

    /** A grant ends when it was not refreshed for this long. */
    @WithDefault("P30D")
    Duration grantIdle();

    /** A grant ends at this age, however often it was refreshed. */
    @WithDefault("P180D")
    Duration grantLifetime();
}
