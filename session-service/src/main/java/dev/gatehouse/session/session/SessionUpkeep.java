package dev.gatehouse.session.session;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Comes back to sign-outs that were not finished, be it that this replica or another died over it. */
@ApplicationScoped
class SessionUpkeep {
    private final Endings endings;
    private final SessionConfig config;
    private final Vertx vertx;
    private long timer;

    SessionUpkeep(Endings endings, SessionConfig config, Vertx vertx) {
        this.endings = endings;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                config.ending().every().toMillis(),
                id -> endings.finishThoseLeft().subscribe().with(done -> {}));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }
}
