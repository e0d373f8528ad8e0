package dev.gatehouse.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a function does beside answering. */
@ConfigMapping(prefix = "gatehouse.lambda")
public interface LambdaConfig {
    /** For how long a call of {@code /awake} keeps the function from being frozen; less than gatehouse.request.deadline. */
    @WithDefault("PT5S")
    Duration awake();
}
