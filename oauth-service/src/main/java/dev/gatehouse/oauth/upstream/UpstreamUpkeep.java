package dev.gatehouse.oauth.upstream;

import dev.gatehouse.common.request.Rounds;
import dev.gatehouse.oauth.provider.ConnectConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;

/** Comes back to sessions that began at providers, be it that another replica died over them. */
@Startup
@Singleton
class UpstreamUpkeep {
    private final UpstreamWatch watch;
    private final Rounds rounds;

    UpstreamUpkeep(UpstreamWatch watch, ConnectConfig config, Vertx vertx, @VirtualThreads ExecutorService threads) {
        this.watch = watch;
        rounds = new Rounds("sessions that began at providers wait to be looked at", config.every(), vertx, threads);
    }

    @PostConstruct
    void start() {
        rounds.begin(watch::look);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }
}
