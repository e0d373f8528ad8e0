package dev.gatehouse.oauth.registration;

import dev.gatehouse.common.request.Rounds;
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

/** Removes what nobody uses: clients of whom nobody vouches, and tokens that have expired. */
@Startup
@Singleton
class RegistrationUpkeep {
    private static final int AT_ONCE = 20;
    private final UnverifiedClientStore unverified;
    private final RegistrationTokenStore tokens;
    private final ClientAdministration clients;
    private final RegistrationConfig config;
    private final Rounds rounds;

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
        rounds = new Rounds("clients that nobody uses stay for now", config.every(), vertx, threads);
    }

    @PostConstruct
    void start() {
        rounds.begin(this::round);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    void round() {
        tokens.removeExpired();
        unverified.noteUsed();
        List<String> gone;
        do {
            gone = unverified.removeUnused(config.unusedFor(), AT_ONCE);
            // Its row is gone: what is left are the other replicas, its keys and its tokens.
            gone.forEach(clients::remove);
        } while (gone.size() == AT_ONCE && !rounds.stopped());
    }
}
