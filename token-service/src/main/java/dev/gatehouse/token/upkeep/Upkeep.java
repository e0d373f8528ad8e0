package dev.gatehouse.token.upkeep;

import dev.gatehouse.token.apikey.ApiKeyStore;
import dev.gatehouse.token.clientkey.ClientKeyStore;
import dev.gatehouse.token.grant.GrantStore;
import dev.gatehouse.token.status.StatusStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * Removes ended grants, expired API keys and shared keys that are gone: every minute a bounded part, by one replica at a time.
 * Makes room in the status lists for the hours to come.
 */
@Startup
@Singleton
class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int ROWS = 5_000;

    private final GrantStore grants;
    private final ApiKeyStore keys;
    private final StatusStore statuses;
    private final ClientKeyStore clientKeys;
    private final Vertx vertx;
    private final ExecutorService threads;
    private long timer;

    Upkeep(
            GrantStore grants,
            ApiKeyStore keys,
            StatusStore statuses,
            ClientKeyStore clientKeys,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.grants = grants;
        this.keys = keys;
        this.statuses = statuses;
        this.clientKeys = clientKeys;
        this.vertx = vertx;
        this.threads = threads;
    }

    @PostConstruct
    void start() {
        timer = vertx.setPeriodic(PERIOD.toMillis(), ignored -> threads.execute(this::run));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void run() {
        attempt(statuses::turnPages);
        attempt(() -> grants.sweep(ROWS));
        attempt(() -> keys.removeExpired(ROWS));
        attempt(() -> clientKeys.removeGone(ROWS));
        attempt(() -> clientKeys.sealAnew(ROWS));
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warnf("what has ended could not be removed: %s", e.getMessage());
        }
    }
}
