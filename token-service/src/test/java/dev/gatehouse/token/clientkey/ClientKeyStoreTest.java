package dev.gatehouse.token.clientkey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.secret.Sealing;
import dev.gatehouse.token.clientkey.ClientKeyStore.Made;
import dev.gatehouse.token.clientkey.ClientKeyStore.Next;
import dev.gatehouse.token.clientkey.ClientKeyStore.NoKey;
import dev.gatehouse.token.clientkey.ClientKeyStore.There;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.KeysConfig;
import dev.gatehouse.token.keys.SealingKeys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which key is shared with a client, decided by PostgreSQL for two replicas and more. */
@QuarkusTest
@Timeout(60)
class ClientKeyStoreTest {
    private static final String SEALING = "ZGV2ZWxvcG1lbnQtb25seS1zZWFsaW5nLWtleS0wMDA=";
    private static final String OTHER = "b3RoZXItc2VhbGluZy1rZXktdGhpcnR5LXR3by1ieXQ=";
    private final String client = "app-" + UUID.randomUUID();
    private final ClientKeyStore store;
    private final ClientKeyStore other;
    private final Database database;

    @Inject
    ClientKeyStoreTest(Database database) {
        this.database = database;
        store = replica(SEALING);
        other = replica(SEALING);
    }

    private ClientKeyStore replica(String... sealingKeys) {
        var settings = new Settings(List.of(sealingKeys));
        return new ClientKeyStore(database, new SealingKeys(settings), settings);
    }

    @Test
    void theFirstIsMadeOnceAndSignsAtOnce() {
        assertTrue(store.first(client));
        assertFalse(other.first(client));
        ClientKey key = store.signing(client).orElseThrow();
        assertEquals("hs." + client + ".1", key.kid());
        assertEquals(key.createdAt(), key.activatesAt());
        ClientKey seen = other.signing(client).orElseThrow();
        assertArrayEquals(key.key().getEncoded(), seen.key().getEncoded());
        assertEquals(32, key.key().getEncoded().length);
        assertInstanceOf(Made.class, store.next(client, null, Duration.ZERO));
        assertFalse(store.first(client));
    }

    @Test
    void theNextSignsAndTheOneBeforeCountsUntilItsLastTokenHasExpired() {
        store.first(client);
        ClientKey first = store.signing(client).orElseThrow();
        assertEquals(new Made(new KeyId(client, 2)), store.next(client, 1, Duration.ZERO));
        ClientKey second = other.signing(client).orElseThrow();
        assertEquals(2, second.id().version());
        assertFalse(
                java.util.Arrays.equals(first.key().getEncoded(), second.key().getEncoded()));
        ClientKey before = other.find(first.id()).orElseThrow();
        // Refresh, longest token and margin of the settings below.
        assertEquals(second.activatesAt().plusSeconds(10 + 3600 + 60), before.goneAt());
        assertEquals(
                List.of(2, 1),
                store.of(client).stream().map(key -> key.id().version()).toList());
        database.update("update token.client_keys set gone_at = now() where client_id = ? and version = 1", client);
        assertTrue(other.find(first.id()).isEmpty());
        assertEquals(1, store.of(client).size());
        store.removeGone(1_000_000);
        assertEquals(1, rows());
    }

    @Test
    void theOneBeforeSignsOnWhileTheNextIsHandedOut() {
        store.first(client);
        assertInstanceOf(Made.class, store.next(client, 1, Duration.ofHours(1)));
        assertEquals(1, other.signing(client).orElseThrow().id().version());
        assertEquals(2, store.of(client).size());
        // One under way is enough.
        assertEquals(new There(new KeyId(client, 2)), other.next(client, null, Duration.ZERO));
        assertEquals(new There(new KeyId(client, 2)), other.next(client, 1, Duration.ZERO));
        assertEquals(2, rows());
    }

    @Test
    void ofTwoReplicasThatRotateAtOnceOneMakesTheNextVersion() throws Exception {
        store.first(client);
        List<Next> came = atOnce(replica -> replica.next(client, 1, Duration.ZERO));
        assertEquals(1, came.stream().filter(Made.class::isInstance).count());
        assertTrue(came.containsAll(List.of(new Made(new KeyId(client, 2)), new There(new KeyId(client, 2)))));
        assertEquals(2, rows());
    }

    @Test
    void ofTwoReplicasThatReplaceAtOnceOneDoes() throws Exception {
        store.first(client);
        store.next(client, 1, Duration.ofHours(1));
        int last = 2;
        // Often, for some ask between another's clock and its commit.
        for (int round = 0; round < 50; round++) {
            List<Next> came = atOnce(replica -> replica.replace(client));
            List<Made> made = came.stream()
                    .filter(Made.class::isInstance)
                    .map(Made.class::cast)
                    .toList();
            assertTrue(made.contains(new Made(new KeyId(client, last + 1))));
            // More than one, where one came after the other.
            last = made.stream().mapToInt(key -> key.id().version()).max().orElseThrow();
            assertEquals(List.of(last), versions());
        }
    }

    @Test
    void ofTwoReplicasThatShareAtOnceOneMakesTheFirst() throws Exception {
        List<Boolean> came = atOnce(replica -> replica.first(client));
        assertEquals(1, came.stream().filter(made -> made).count());
        assertEquals(1, rows());
    }

    @Test
    void whatWasReplacedCountsNoMore() {
        store.first(client);
        store.next(client, 1, Duration.ZERO);
        assertEquals(new Made(new KeyId(client, 3)), store.replace(client));
        assertTrue(other.find(new KeyId(client, 1)).isEmpty());
        assertTrue(other.find(new KeyId(client, 2)).isEmpty());
        assertEquals(3, other.signing(client).orElseThrow().id().version());
    }

    @Test
    void aClientThatSharesNoneHasNoNext() {
        assertEquals(new NoKey(), store.next(client, null, Duration.ZERO));
        assertEquals(new NoKey(), store.replace(client));
        store.first(client);
        store.forget(client);
        assertEquals(List.of(), other.of(client));
        assertTrue(other.signing(client).isEmpty());
    }

    @Test
    void aSeedIsSealedForItsRow() {
        store.first(client);
        String another = client + "-b";
        store.first(another);
        database.update("""
                update token.client_keys set seed = (select seed from token.client_keys where client_id = ?)
                where client_id = ?
                """, another, client);
        assertThrows(IllegalStateException.class, () -> store.signing(client));
    }

    @Test
    void theSealingKeyIsReplacedAndTheSharedKeyStays() {
        store.first(client);
        byte[] key = store.signing(client).orElseThrow().key().getEncoded();
        ClientKeyStore moved = replica(OTHER, SEALING);
        while (moved.sealAnew(100) > 0) {}
        ClientKeyStore alone = replica(OTHER);
        assertArrayEquals(key, alone.signing(client).orElseThrow().key().getEncoded());
        assertEquals(
                List.of(new Sealing(OTHER).id()),
                database.list(
                        row -> row.getString(1),
                        "select sealed_by from token.client_keys where client_id = ?",
                        client));
        // As the running service has it.
        ClientKeyStore back = replica(SEALING, OTHER);
        while (back.sealAnew(100) > 0) {}
        assertArrayEquals(key, store.signing(client).orElseThrow().key().getEncoded());
    }

    private long rows() {
        return versions().size();
    }

    private List<Integer> versions() {
        return database.list(
                row -> row.getInt(1),
                "select version from token.client_keys where client_id = ? order by version",
                client);
    }

    /** Eight calls at once, by two replicas in turn. */
    private <T> List<T> atOnce(Function<ClientKeyStore, T> call) throws Exception {
        int callers = 8;
        var barrier = new CyclicBarrier(callers);
        var calls = new ArrayList<Callable<T>>();
        for (int i = 0; i < callers; i++) {
            ClientKeyStore replica = i % 2 == 0 ? store : other;
            calls.add(() -> {
                barrier.await();
                return call.apply(replica);
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var came = new ArrayList<T>();
            for (Future<T> each : threads.invokeAll(calls)) {
                came.add(each.get());
            }
            return Collections.unmodifiableList(came);
        }
    }

    private record Settings(List<String> sealingKeys) implements KeysConfig {
        @Override
        public Set<Algorithm> algorithms() {
            return Set.of();
        }

        @Override
        public Duration rotation() {
            return Duration.ZERO;
        }

        @Override
        public Duration jwksMaxAge() {
            return Duration.ZERO;
        }

        @Override
        public Duration refresh() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration reload() {
            return Duration.ZERO;
        }

        @Override
        public Duration margin() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration longestToken() {
            return Duration.ofHours(1);
        }
    }
}
