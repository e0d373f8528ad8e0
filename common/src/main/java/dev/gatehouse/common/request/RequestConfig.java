package dev.gatehouse.common.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of every request. */
@ConfigMapping(prefix = "gatehouse.request")
public interface RequestConfig {
    /** A call that is not answered by then, because a backing server hangs, is answered with 503. */
    @WithDefault("PT8S")
    Duration deadline();
}
