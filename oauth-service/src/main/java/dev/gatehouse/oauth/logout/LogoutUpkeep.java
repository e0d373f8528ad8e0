package dev.gatehouse.oauth.logout;

import dev.gatehouse.common.request.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;

/** Comes back to what is due: sessions to be looked at, and logout tokens, be it that another replica died over them. */
@Startup
@Singleton
class LogoutUpkeep {
    private final SessionWatch watch;
    private final Deliveries deliveries;
    private final Rounds rounds;

    LogoutUpkeep(
            SessionWatch watch,
            Deliveries deliveries,
            LogoutConfig config,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.watch = watch;
        this.deliveries = deliveries;
        rounds = new Rounds("sessions wait to be looked at", config.every(), vertx, threads);
    }

    @PostConstruct
    void start() {
        rounds.begin(this::round);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    private void round() {
        deliveries.start();
        watch.look();
    }
}
