package dev.gatehouse.token.upkeep;

import dev.gatehouse.common.request.Rounds;
import dev.gatehouse.token.apikey.ApiKeyStore;
import dev.gatehouse.token.clientkey.ClientKeyStore;
import dev.gatehouse.token.grant.GrantStore;
import dev.gatehouse.token.revocation.UserEpochs;
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
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Removes ended grants, expired API keys, shared keys that are gone and sign-outs of long ago: a minute after it was last
 * done, in bounded steps, for a bounded time. Makes room in the status lists for the hours to come.
 */
@Startup
@Singleton
class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    /** What is left of one kind by then waits for the next round. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int ROWS = 5_000;

    private final GrantStore grants;
    private final ApiKeyStore keys;
    private final StatusStore statuses;
    private final ClientKeyStore clientKeys;
    private final UserEpochs epochs;
    private final Rounds rounds;

    Upkeep(
            GrantStore grants,
            ApiKeyStore keys,
            StatusStore statuses,
            ClientKeyStore clientKeys,
            UserEpochs epochs,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.grants = grants;
        this.keys = keys;
        this.statuses = statuses;
        this.clientKeys = clientKeys;
        this.epochs = epochs;
        rounds = new Rounds("what has ended waits to be removed", PERIOD, vertx, threads);
    }

    @PostConstruct
    void start() {
        rounds.begin(this::round);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    void round() {
        attempt(statuses::turnPages);
        whole(() -> grants.sweep(ROWS));
        whole(() -> keys.removeExpired(ROWS));
        whole(() -> clientKeys.removeGone(ROWS));
        whole(() -> epochs.forget(ROWS));
        // Those that no sealing key opens stay, and would be looked at for ever.
        attempt(() -> clientKeys.sealAnew(ROWS));
    }

    /** @param step says whether there is more to do */
    private void whole(BooleanSupplier step) {
        long end = System.nanoTime() + LONGEST.toNanos();
        attempt(() -> {
            boolean more = true;
            while (more && !rounds.stopped() && System.nanoTime() - end < 0) {
                more = step.getAsBoolean();
            }
        });
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warnf("what has ended could not be removed: %s", e.getMessage());
        }
    }
}
