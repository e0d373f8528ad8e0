package dev.gatehouse.oauth.upstream;

import dev.gatehouse.common.problem.Outage;
import dev.gatehouse.common.request.OwnContext;
import dev.gatehouse.oauth.provider.ConnectConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** Comes back to sessions that began at providers, be it that another replica died over them. */
@Startup
@Singleton
class UpstreamUpkeep {
    private static final Logger LOG = Logger.getLogger(UpstreamUpkeep.class);
    private final UpstreamWatch watch;
    private final ConnectConfig config;
    private final Vertx vertx;
    private final ExecutorService threads;
    private volatile boolean stopped;

    UpstreamUpkeep(UpstreamWatch watch, ConnectConfig config, Vertx vertx, @VirtualThreads ExecutorService threads) {
        this.watch = watch;
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
            watch.look();
        } catch (RuntimeException e) {
            if (Outage.caused(e)) {
                LOG.infof("sessions that began at providers wait to be looked at: %s", e.getMessage());
            } else {
                LOG.error("sessions that began at providers wait to be looked at", e);
            }
        } finally {
            later();
        }
    }
}
