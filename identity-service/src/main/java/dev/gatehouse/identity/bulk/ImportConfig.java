package dev.gatehouse.identity.bulk;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of an import of users. */
@ConfigMapping(prefix = "gatehouse.import")
public interface ImportConfig {
    /** Size of the body of one import. */
    @WithDefault("256M")
    MemorySize maxBody();

    /** An import that is not through by then ends. */
    @WithDefault("PT30M")
    Duration deadline();
}
