package dev.gatehouse.token.clientkey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Keys that are shared with clients. */
@ConfigMapping(prefix = "gatehouse.token.client-keys")
public interface ClientKeyConfig {
    /** Whether clients may have their tokens signed with HS256. */
    @WithDefault("true")
    boolean enabled();
}
