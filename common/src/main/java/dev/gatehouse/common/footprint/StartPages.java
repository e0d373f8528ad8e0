package dev.gatehouse.common.footprint;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Gives back the memory of what only the start of a native service needed: code and constants that were read from its
 * binary then, and stay resident although nothing asks for them again. What is asked for again comes from the file
 * cache.
 */
@Singleton
class StartPages {
    private static final Logger LOG = Logger.getLogger(StartPages.class);
    /** By then a service is up, and has answered its first readiness check. */
    private static final Duration AFTER = Duration.ofSeconds(2);

    void up(@Observes StartupEvent event, Vertx vertx) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            vertx.setTimer(AFTER.toMillis(), timer -> vertx.executeBlocking(StartPages::giveBack));
        }
    }

    private static Void giveBack() {
        try {
            String binary = Path.of("/proc/self/exe").toRealPath().toString();
            Mapping.unchanged(Files.readAllLines(Path.of("/proc/self/smaps")), binary)
                    .forEach(Advice::dontNeed);
        } catch (IOException e) {
            LOG.debugf("the pages of the start are kept: %s", e.getMessage());
        }
        return null;
    }
}
