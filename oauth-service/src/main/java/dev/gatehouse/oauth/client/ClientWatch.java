package dev.gatehouse.oauth.client;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands.ReactiveRedisSubscriber;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Listens for the clients that replicas change, and says every second that this one is there. */
@Startup
@Singleton
class ClientWatch {
    private static final Logger LOG = Logger.getLogger(ClientWatch.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private final Clients clients;
    private final ReactiveRedisDataSource redis;
    private final Vertx vertx;
    private final ExecutorService threads;
    private final AtomicReference<@Nullable ReactiveRedisSubscriber> subscription = new AtomicReference<>();
    private volatile boolean stopped;

    ClientWatch(Clients clients, ReactiveRedisDataSource redis, Vertx vertx, @VirtualThreads ExecutorService threads) {
        this.clients = clients;
        this.redis = redis;
        this.vertx = vertx;
        this.threads = threads;
    }

    @PostConstruct
    void start() {
        threads.execute(this::beat);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void beat() {
        if (stopped) {
            return;
        }
        try {
            listen();
            redis.pubsub(String.class).publish(Clients.CHANNEL, "").await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.debugf("could not listen for changes of clients: %s", e.getMessage());
        }
        vertx.setTimer(BEAT.toMillis(), ignored -> threads.execute(this::beat));
    }

    private void listen() {
        if (subscription.get() == null) {
            // What was said before is missed: nothing that is kept counts until the first word.
            clients.deaf();
            subscription.set(redis.pubsub(String.class)
                    .subscribe(Clients.CHANNEL, clients::hear, this::ended, failure -> ended())
                    .await()
                    .atMost(PATIENCE));
        }
    }

    private void ended() {
        subscription.set(null);
        clients.deaf();
    }
}
