package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.problem.Outage;
import dev.gatehouse.common.request.OwnContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** Comes back to what is due: sessions to be looked at, and logout tokens, be it that another replica died over them. */
@Startup
@Singleton
class LogoutUpkeep {
    private static final Logger LOG = Logger.getLogger(LogoutUpkeep.class);
    private final SessionWatch watch;
    private final Deliveries deliveries;
    private final LogoutConfig config;
    private final Vertx vertx;
    private final ExecutorService threads;
    private volatile boolean stopped;

    LogoutUpkeep(
            SessionWatch watch,
            Deliveries deliveries,
            LogoutConfig config,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.watch = watch;
        this.deliveries = deliveries;
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
        vertx.setTimer(config.every().toMillis(), ignored -> {
            if (!stopped) {
                OwnContext.run(vertx, threads, this::comeBack);
            }
        });
    }

    private void comeBack() {
        if (stopped) {
            return;
        }
        try {
            deliveries.start();
            watch.look();
        } catch (RuntimeException e) {
            if (Outage.caused(e)) {
                LOG.infof("sessions wait to be looked at: %s", e.getMessage());
            } else {
                LOG.error("sessions wait to be looked at", e);
            }
        } finally {
            later();
        }
    }
}
