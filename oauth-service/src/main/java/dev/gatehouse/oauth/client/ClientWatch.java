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
    /** Of the one that beats alone. */
    private volatile @Nullable Ear ear;

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
        vertx.setTimer(BEAT.toMillis(), ignored -> {
            if (!stopped) {
                threads.execute(this::beat);
            }
        });
    }

    private void listen() {
        Ear before = ear;
        if (before != null && before.open && (clients.hearing() || before.young())) {
            return;
        }
        if (before != null) {
            before.close();
        }
        // What was said before is missed: nothing that is kept counts until the first word.
        clients.deaf();
        var next = new Ear();
        ear = next;
        next.listen();
    }

    /** One subscription. It can end before it is known to have begun, and can be heard nothing of although it stands. */
    private final class Ear {
        private final long since = System.nanoTime();
        private volatile boolean open = true;
        private volatile @Nullable ReactiveRedisSubscriber subscriber;

        void listen() {
            redis.pubsub(String.class)
                    .subscribe(Clients.CHANNEL, this::hear, this::ended, failure -> ended())
                    .subscribe()
                    .with(this::begun, failure -> ended());
        }

        /** Whether it is too early for the first word. */
        boolean young() {
            return System.nanoTime() - since < Clients.SILENCE.toNanos();
        }

        private void hear(String said) {
            if (open) {
                clients.hear(said);
            }
        }

        private void begun(ReactiveRedisSubscriber it) {
            subscriber = it;
            if (!open) {
                close();
            }
        }

        private void ended() {
            if (open) {
                open = false;
                clients.deaf();
            }
        }

        void close() {
            open = false;
            ReactiveRedisSubscriber it = subscriber;
            if (it != null) {
                it.unsubscribe().subscribe().with(done -> {}, failure -> LOG.debugf("not unsubscribed: %s", failure));
            }
        }
    }
}
