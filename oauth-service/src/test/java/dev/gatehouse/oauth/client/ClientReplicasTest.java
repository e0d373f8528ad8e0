package dev.gatehouse.oauth.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.oauth.Fixtures;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** What other replicas know of a client that changes. */
@QuarkusTest
class ClientReplicasTest {
    private final ClientAdministration administration;
    private final ClientLookups lookups;
    private final ReactiveRedisDataSource redis;
    private final Vertx vertx;
    private final ExecutorService threads;
    private final SessionFactory sessions;

    @Inject
    ClientReplicasTest(
            ClientAdministration administration,
            ClientLookups lookups,
            ReactiveRedisDataSource redis,
            Vertx vertx,
            @VirtualThreads ExecutorService threads,
            SessionFactory sessions) {
        this.administration = administration;
        this.lookups = lookups;
        this.redis = redis;
        this.vertx = vertx;
        this.threads = threads;
        this.sessions = sessions;
    }

    @Test
    void everyReplicaForgetsAClientThatChanges() throws Exception {
        String id = Fixtures.register(administration, "client_secret_basic")
                .client()
                .clientId();
        var other = new Clients(lookups, redis);
        var watch = new ClientWatch(other, redis, vertx, threads);
        watch.start();
        try {
            within(other::hearing);
            assertEquals("An application", name(other, id));
            for (int change = 0; change < 5; change++) {
                String name = "Version " + change;
                administration.change(id, Fixtures.metadata(name, null, null, null, null, null, null, null));
                within(() -> name(other, id).equals(name));
            }
        } finally {
            watch.stop(new io.quarkus.runtime.ShutdownEvent());
        }
    }

    @Test
    void whoHearsNothingKeepsNothingForLong() throws Exception {
        String id = Fixtures.register(administration, "client_secret_basic")
                .client()
                .clientId();
        var deaf = new Clients(lookups, redis);
        assertEquals("An application", name(deaf, id));
        administration.change(id, Fixtures.metadata("Another", null, null, null, null, null, null, null));
        assertFalse(deaf.hearing());
        within(() -> name(deaf, id).equals("Another"));
    }

    @Test
    void whatWasKeptWhileNothingWasHeardIsForgotten() {
        String id = Fixtures.register(administration, "client_secret_basic")
                .client()
                .clientId();
        var other = new Clients(lookups, redis);
        assertEquals("An application", name(other, id));
        administration.change(id, Fixtures.metadata("Another", null, null, null, null, null, null, null));
        other.hear("");
        assertEquals("Another", name(other, id));
    }

    @Test
    void aClientIsThereAtOnceThatWasLookedForInVain() {
        var other = new Clients(lookups, redis);
        other.hear("");
        String id = "looked-for-" + System.nanoTime();
        assertEquals(Optional.empty(), other.find(id).await().indefinitely());
        administration.register(
                id,
                Fixtures.metadata("New", List.of(Fixtures.CALLBACK), null, null, null, null, null, null),
                ClientOrigin.ADMINISTRATOR);
        assertEquals(Optional.empty(), other.find(id).await().indefinitely());
        other.hear(id);
        assertEquals("New", name(other, id));
    }

    @Test
    void whoWaitsForTheSameClientGoesOnEachOnItsOwnContext() throws Exception {
        String id = Fixtures.register(administration, "client_secret_basic")
                .client()
                .clientId();
        for (int round = 0; round < 5; round++) {
            var clients = new Clients(lookups, redis);
            var same = new ArrayList<CompletableFuture<Boolean>>();
            for (int i = 0; i < 4; i++) {
                Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
                var reached = new CompletableFuture<Boolean>();
                same.add(reached);
                own.runOnContext(ignored -> clients.find(id)
                        .subscribe()
                        .with(
                                found -> reached.complete(Vertx.currentContext() == own),
                                reached::completeExceptionally));
            }
            for (var reached : same) {
                assertTrue(reached.get(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void manyThatDoNotExistAreAskedForByFewQueries() {
        var clients = new Clients(lookups, redis);
        clients.hear("");
        var statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        var answers = new ArrayList<CompletableFuture<Optional<RegisteredClient>>>();
        for (int i = 0; i < 2000; i++) {
            answers.add(clients.find("nobody-" + i).subscribeAsCompletionStage());
        }
        answers.forEach(answer -> assertEquals(Optional.empty(), answer.join()));
        long queries = statistics.getPrepareStatementCount();
        assertTrue(queries < 200, queries + " queries");
        for (int i = 0; i < 2000; i++) {
            clients.find("nobody-" + i).await().indefinitely();
        }
        assertEquals(queries, statistics.getPrepareStatementCount());
        statistics.setStatisticsEnabled(false);
    }

    private static String name(Clients clients, String id) {
        return clients.find(id).await().indefinitely().orElseThrow().clientName();
    }

    /** Sooner than by the time that anything is kept at all. */
    private static void within(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within twenty seconds");
            Thread.sleep(5);
        }
    }
}
