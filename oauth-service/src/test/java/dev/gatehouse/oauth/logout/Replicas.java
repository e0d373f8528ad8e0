package dev.gatehouse.oauth.logout;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.OAuthService.SessionEnded;
import dev.gatehouse.common.peer.SignatureService;
import dev.gatehouse.oauth.client.Clients;
import dev.gatehouse.oauth.encryption.Recipients;
import dev.gatehouse.oauth.outbound.GuardedFetch;
import dev.gatehouse.oauth.subject.Subjects;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** Replicas that deliver logout tokens, each {@code token-of-<sid>}, and what PostgreSQL has of it. */
@Singleton
class Replicas {
    final UUID user = UUID.randomUUID();
    private final SessionClientStore sessions;
    private final DeliveryStore store;
    private final Clients clients;
    private final Subjects subjects;
    private final Recipients recipients;
    private final GuardedFetch fetch;
    private final LogoutConfig config;
    private final MeterRegistry registry;
    private final Vertx vertx;
    private final ExecutorService threads;
    private final DataSource database;
    private final List<SignatureService.SignOrder> orders = new CopyOnWriteArrayList<>();

    Replicas(
            SessionClientStore sessions,
            DeliveryStore store,
            Clients clients,
            Subjects subjects,
            Recipients recipients,
            GuardedFetch fetch,
            LogoutConfig config,
            MeterRegistry registry,
            Vertx vertx,
            @VirtualThreads ExecutorService threads,
            DataSource database) {
        this.sessions = sessions;
        this.store = store;
        this.clients = clients;
        this.subjects = subjects;
        this.recipients = recipients;
        this.fetch = fetch;
        this.config = config;
        this.registry = registry;
        this.vertx = vertx;
        this.threads = threads;
        this.database = database;
    }

    /** One more. */
    Deliveries replica() {
        return replica(() -> false);
    }

    /** One more, which nothing is signed for while {@code signerAway}. */
    Deliveries replica(BooleanSupplier signerAway) {
        var signatures = (SignatureService) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SignatureService.class}, (self, method, arguments) -> {
                    var order = (SignatureService.SignOrder) arguments[0];
                    orders.add(order);
                    return signerAway.getAsBoolean()
                            ? Uni.createFrom().failure(new IllegalStateException("away"))
                            : Uni.createFrom()
                                    .item(new SignatureService.Signed(
                                            "token-of-" + order.claims().get("sid")));
                });
        var tokens = new LogoutTokens(signatures, subjects, recipients);
        return new Deliveries(store, clients, tokens, fetch, config, registry, vertx, threads);
    }

    /** What was to be signed for the client. */
    List<SignatureService.SignOrder> orders(ToldClient client) {
        return orders.stream()
                .filter(order -> order.clientId().equals(client.id()))
                .toList();
    }

    /** The user signs in to the client, in a session of its own. */
    String begin(ToldClient client) {
        String sid = UUID.randomUUID().toString();
        sessions.note(sid, user, client.id(), Instant.now().minusSeconds(1));
        return sid;
    }

    void end(String sid, Deliveries deliveries) {
        new EndedSessions(sessions, deliveries).end(new SessionEnded(sid, user, Instant.now()));
    }

    /** Whether another replica would be given one of the client's. */
    boolean given(ToldClient client) {
        return store.take(List.of(), Deliveries.LEASE)
                .filter(taken -> taken.clientId().equals(client.id()))
                .isPresent();
    }

    int waiting(ToldClient client) {
        return number("select count(*) from oauth.logout_deliveries where client_id = ?", client);
    }

    int attempts(ToldClient client) {
        return number("select coalesce(max(attempts), 0) from oauth.logout_deliveries where client_id = ?", client);
    }

    /** Those that a session has signed in to, as far as is known. */
    int clientsOf(String sid) {
        return number("select count(*) from oauth.session_clients where sid = ?", sid);
    }

    /** Seconds until the last of the client's is due. */
    int dueIn(ToldClient client) {
        return number(
                "select coalesce(extract(epoch from max(due_at) - now()), 0)::int from oauth.logout_deliveries"
                        + " where client_id = ?",
                client);
    }

    void comesDue(ToldClient client) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "update oauth.logout_deliveries set due_at = now() where client_id = ?")) {
            statement.setString(1, client.id());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int number(String query, ToldClient client) {
        return number(query, client.id());
    }

    private int number(String query, String parameter) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void within(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within twenty seconds");
            Thread.sleep(10);
        }
    }
}
