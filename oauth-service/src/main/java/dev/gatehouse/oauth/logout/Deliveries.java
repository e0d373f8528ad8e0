package dev.gatehouse.oauth.logout;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.gatehouse.common.measure.Tally;
import dev.gatehouse.common.problem.Outage;
import dev.gatehouse.common.request.OwnContext;
import dev.gatehouse.oauth.client.ClientLogout;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.client.RegisteredClient;
import dev.gatehouse.oauth.logout.DeliveryStore.Delivery;
import dev.gatehouse.oauth.logout.LogoutTokens.Unwritten;
import dev.gatehouse.oauth.logout.LogoutTokens.Written;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.outbound.GuardedFetch.Busy;
import dev.gatehouse.oauth.outbound.GuardedFetch.Fetched;
import dev.gatehouse.oauth.outbound.GuardedFetch.Refused;
import dev.gatehouse.oauth.outbound.Reach;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Delivers logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.5): several at once, but one after the other to
 * each client and to few of a host, so that one which is slow keeps nobody else waiting.
 */
@Singleton
class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final int AT_ONCE = 16;
    /** Fewer than the guarded client lets through at once: none is tried in vain. */
    private static final int AT_ONCE_OF_A_HOST = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /** No delivery takes longer, with what PostgreSQL takes: none is in two hands at once. */
    static final Duration LEASE = PATIENCE.plus(LogoutTokens.PATIENCE)
            .plus(PATIENCE)
            .plusSeconds(ClientLogout.LONGEST_DELIVERY)
            .plusSeconds(20);

    private final DeliveryStore store;
    private final Clients clients;
    private final LogoutTokens tokens;
    private final GuardedFetch fetch;
    private final LogoutConfig config;
    private final Tally<Outcome> tally;
    private final Vertx vertx;
    private final ExecutorService threads;
    private final AtomicInteger working = new AtomicInteger();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    /** Each for as long as somebody holds of it. */
    private final LoadingCache<String, Semaphore> hosts =
            Caffeine.newBuilder().weakValues().build(host -> new Semaphore(AT_ONCE_OF_A_HOST));

    Deliveries(
            DeliveryStore store,
            Clients clients,
            LogoutTokens tokens,
            GuardedFetch fetch,
            LogoutConfig config,
            MeterRegistry registry,
            Vertx vertx,
            @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.clients = clients;
        this.tokens = tokens;
        this.fetch = fetch;
        this.config = config;
        tally = Tally.of(
                registry,
                "gatehouse.logout.deliveries",
                "Tries to tell clients of a sign-out, by what came of them.",
                "outcome",
                Outcome.class);
        this.vertx = vertx;
        this.threads = threads;
    }

    /** Has what is due delivered, by one more thread, where there are not enough. Never blocks. */
    void start() {
        if (working.incrementAndGet() > AT_ONCE) {
            working.decrementAndGet();
            return;
        }
        OwnContext.run(vertx, threads, () -> {
            try {
                work();
            } catch (RuntimeException e) {
                if (Outage.caused(e)) {
                    LOG.infof("logout tokens wait: %s", e.getMessage());
                } else {
                    LOG.error("logout tokens wait", e);
                }
            } finally {
                working.decrementAndGet();
            }
        });
    }

    private void work() {
        for (Optional<Delivery> next = next(); next.isPresent(); next = next()) {
            // There may be more, of others.
            start();
            Delivery delivery = next.get();
            try {
                deliver(delivery);
            } finally {
                served.remove(delivery.clientId());
            }
        }
    }

    /** One thread after the other: two would take two of the same client. */
    private synchronized Optional<Delivery> next() {
        Optional<Delivery> next = store.take(served, LEASE);
        next.ifPresent(delivery -> served.add(delivery.clientId()));
        return next;
    }

    /** What came of a try; which is counted. */
    private enum Outcome {
        delivered,
        put_off,
        /** After the last try. */
        given_up
    }

    private sealed interface Attempt permits Over, Failed, Untried {}

    /** Nothing is left to do. */
    private record Over() implements Attempt {}

    private record Failed(String why) implements Attempt {}

    /** Too much goes to its host just now: the client was not asked. */
    private record Untried(String why) implements Attempt {}

    /** Tries it, and leaves it to the next try where it fails; the last time it is given up. */
    void deliver(Delivery delivery) {
        switch (tried(delivery)) {
            case Over() -> {
                store.remove(delivery.id());
                tally.count(Outcome.delivered);
            }
            case Failed(String why)
            when delivery.attempts() >= config.tries() -> {
                store.remove(delivery.id());
                tally.count(Outcome.given_up);
                LOG.infof("client %s was not told of a sign-out: %s", delivery.clientId(), why);
            }
            case Failed(String why) -> {
                store.putOff(delivery, config.retry());
                tally.count(Outcome.put_off);
                LOG.debugf("client %s is told of a sign-out later: %s", delivery.clientId(), why);
            }
            case Untried(String why) -> {
                store.putBack(delivery, config.every());
                LOG.debugf("client %s waits to be told of a sign-out: %s", delivery.clientId(), why);
            }
        }
    }

    private Attempt tried(Delivery delivery) {
        try {
            return attempt(delivery);
        } catch (RuntimeException e) {
            if (!Outage.caused(e)) {
                LOG.errorf(e, "client %s cannot be told of a sign-out", delivery.clientId());
            }
            return new Failed("something is away: " + e.getMessage());
        }
    }

    private Attempt attempt(Delivery delivery) {
        Optional<RegisteredClient> client =
                clients.find(delivery.clientId()).await().atMost(PATIENCE);
        String uri = client.map(found -> found.logout().backchannelLogoutUri()).orElse(null);
        if (client.isEmpty() || uri == null) {
            return new Over();
        }
        return switch (tokens.of(client.get(), delivery)) {
            case Unwritten(String why) -> new Failed("there is no logout token: " + why);
            case Written(String token) ->
                post(
                        URI.create(uri),
                        Reach.of(client.get()),
                        Map.of("logout_token", token),
                        timeout(client.get().logout()));
        };
    }

    private Attempt post(URI uri, Reach reach, Map<String, String> form, Duration patience) {
        Semaphore host = hosts.get(uri.getHost());
        try {
            if (!host.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Untried(uri + " has too many clients");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Untried("interrupted");
        }
        try {
            return switch (fetch.post(uri, reach, form, patience).await().indefinitely()) {
                case Fetched done -> new Over();
                case Refused(String why) -> new Failed(uri + " " + why);
                case Busy(String why) -> new Untried(uri + " " + why);
            };
        } finally {
            host.release();
        }
    }

    private Duration timeout(ClientLogout logout) {
        Long seconds = logout.backchannelLogoutTimeout();
        return seconds == null ? config.timeout() : Duration.ofSeconds(seconds);
    }
}
