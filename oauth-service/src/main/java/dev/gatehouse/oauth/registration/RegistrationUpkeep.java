package dev.gatehouse.oauth.registration;

import dev.gatehouse.oauth.client.ClientAdministration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** Removes what nobody uses: clients of whom nobody vouches, and tokens that have expired. */
@Startup
@Singleton
class RegistrationUpkeep {
    private static final Logger LOG = Logger.getLogger(RegistrationUpkeep.class);
    private static final int AT_ONCE = 20;
    private final UnverifiedClientStore unverified;
    private final RegistrationTokenStore tokens;
    private final ClientAdministration clients;
    private final RegistrationConfig config;
    private final Vertx vertx;
    private final ExecutorService threads;
    private volatile boolean stopped;

    RegistrationUpkeep(
            UnverifiedClientStore unverified,
            RegistrationTokenStore tokens,
            ClientAdministration clients,
            RegistrationConfig config,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.unverified = unverified;
        this.tokens = tokens;
        this.clients = clients;
        this.config = config;
        this.vertx = vertx;
        this.threads = threads;
    }

    @PostConstruct
    void start() {
        later();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /** Timed anew each time, so that a slow round is followed by no two at once. */
    private void later() {
        vertx.setTimer(config.every().toMillis(), ignored -> threads.execute(this::comeBack));
    }

    private void comeBack() {
        if (stopped) {
            return;
        }
        try {
            round();
        } catch (RuntimeException e) {
            LOG.warnf("clients that nobody uses stay for now: %s", e.getMessage());
        } finally {
            later();
        }
    }

    void round() {
        tokens.removeExpired();
        unverified.noteUsed();
        List<String> gone;
        do {
            gone = unverified.removeUnused(config.unusedFor(), AT_ONCE);
            // Its row is gone: what is left are the other replicas, its keys and its tokens.
            gone.forEach(clients::remove);
        } while (gone.size() == AT_ONCE && !stopped);
    }
}
