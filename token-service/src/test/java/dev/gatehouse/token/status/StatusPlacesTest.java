package dev.gatehouse.token.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.TokenService.Format;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.token.access.AccessToken;
import dev.gatehouse.token.access.Particulars;
import dev.gatehouse.token.access.StatusLists.Place;
import dev.gatehouse.token.keys.Algorithm;
import dev.gatehouse.token.keys.Signing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How places are given away and kept, at replicas with small lists. */
@QuarkusTest
@Timeout(60)
class StatusPlacesTest {
    /** Within which no other token of the tests expires. */
    private static final Instant HOUR = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);

    private final StatusStore store;
    private final Signing signing;
    private final Database database;
    private final ExecutorService threads;

    @Inject
    StatusPlacesTest(StatusStore store, Signing signing, Database database, @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.signing = signing;
        this.database = database;
        this.threads = threads;
    }

    @BeforeEach
    void inAnEmptyHour() {
        database.update("delete from token.status_entries where hour = ?", HOUR);
        database.update("delete from token.status_lists where hour = ?", HOUR);
    }

    @Test
    void noTwoTokensHaveTheSamePlaceHoweverManyReplicasMintAtOnce() throws Exception {
        List<StatusPlaces> replicas = List.of(replica(256), replica(256));
        List<Place> places = new ArrayList<>();
        try (var minting = Executors.newFixedThreadPool(32)) {
            for (var place : minting.invokeAll(IntStream.range(0, 800)
                    .<Callable<Place>>mapToObj(i -> () -> place(replicas.get(i % 2)))
                    .toList())) {
                places.add(place.get());
            }
        }
        assertEquals(800, new HashSet<>(places).size());
        assertTrue(places.stream().allMatch(place -> place.index() >= 0 && place.index() < 256));
        // Both went over to the next list when one was full, and to the same one.
        List<Integer> lists = database.list(
                row -> row.getInt(1), "select ordinal from token.status_lists where hour = ? order by ordinal", HOUR);
        assertTrue(lists.size() >= 4, lists::toString);
        assertEquals(IntStream.range(0, lists.size()).boxed().toList(), lists);
        assertEquals(lists.size(), places.stream().map(Place::uri).distinct().count());
    }

    @Test
    void aPlaceTellsNothingOfTheOrder() {
        StatusPlaces replica = replica(1 << 16);
        List<Integer> indices =
                IntStream.range(0, 40).mapToObj(i -> place(replica).index()).toList();
        assertNotEquals(indices.stream().sorted().toList(), indices);
        assertTrue(indices.stream().mapToInt(i -> i).max().orElseThrow() > 1 << 15);
        assertTrue(indices.stream().mapToInt(i -> i).min().orElseThrow() < 1 << 15);
    }

    @Test
    void whatIsGivenAwayIsRecordedWithAllThatItCanBeRevokedBy() {
        Place place = place(replica(8));
        assertEquals(
                List.of("jti:id sid:s grant:g client:app user:u consent:u app 7"),
                database.list(row -> row.getString(1), """
                        select array_to_string(names, ' ') || ' ' || position from token.status_entries
                        where hour = ? and ordinal = 0 and idx = ?
                        """, HOUR, place.index()));
    }

    @Test
    void hoursPastAreDroppedWholeWithTheirLists() {
        database.update("""
                create table token.status_entries_2020010100 partition of token.status_entries
                for values from ('2020-01-01 00:00Z') to ('2020-01-01 01:00Z')
                """);
        var old = store.open(Instant.parse("2020-01-01T00:00:00Z"), 0, 8);
        assertTrue(store.take(old, 0, List.of(), 0));
        // A list of the past is none, even before it is gone.
        assertTrue(store.statuses(old.id()).isEmpty());
        Place living = place(replica(8));
        store.turnPages();
        assertTrue(database.list(row -> 0, "select 1 from pg_class where relname = 'status_entries_2020010100'")
                .isEmpty());
        assertTrue(database.list(row -> 0, "select 1 from token.status_lists where id = ?", old.id())
                .isEmpty());
        assertTrue(store.statuses(id(living)).isPresent());
    }

    @Test
    void allWhoAskAtOnceOrSoonAfterAreGivenTheSame() throws Exception {
        UUID list = id(place(replica(8)));
        var remembering = new SignedLists(store, signing, settings(8, Duration.ofMinutes(1)), "https://g", threads);
        try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = asking.invokeAll(IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(
                            i -> () -> remembering.find(list).orElseThrow().tag())
                    .toList());
            var tags = new HashSet<String>();
            for (var answer : answers) {
                tags.add(answer.get());
            }
            // Two signatures by the same key are never the same: there was one.
            assertEquals(1, tags.size());
        }
        var forgetting = new SignedLists(store, signing, settings(8, Duration.ZERO), "https://g", threads);
        assertNotEquals(
                forgetting.find(list).orElseThrow().tag(),
                forgetting.find(list).orElseThrow().tag());
    }

    @Test
    void whatIsNotThereIsLookedForAgain() {
        UUID list = UUID.randomUUID();
        var remembering = new SignedLists(store, signing, settings(8, Duration.ofMinutes(1)), "https://g", threads);
        assertFalse(remembering.find(list).isPresent());
        database.update("insert into token.status_lists (id, hour, ordinal, size) values (?, ?, 9, 8)", list, HOUR);
        assertTrue(remembering.find(list).isPresent());
    }

    private static UUID id(Place place) {
        return UUID.fromString(place.uri().substring(place.uri().lastIndexOf('/') + 1));
    }

    private StatusPlaces replica(int size) {
        return new StatusPlaces(store, settings(size, Duration.ZERO), "https://g", threads);
    }

    private static Place place(StatusPlaces replica) {
        return replica.place(token()).await().indefinitely();
    }

    private static AccessToken token() {
        return new AccessToken(
                Format.jwt,
                "id",
                "u",
                "ada",
                "app",
                Scope.NONE,
                List.of(),
                "s",
                "g",
                null,
                List.of(),
                HOUR,
                HOUR.plusSeconds(300),
                7,
                null,
                null,
                Map.of(),
                List.of(),
                Particulars.NONE);
    }

    private static StatusListConfig settings(int size, Duration remembered) {
        return new StatusListConfig() {
            @Override
            public Duration ttl() {
                return Duration.ofSeconds(30);
            }

            @Override
            public Duration lifetime() {
                return Duration.ofMinutes(5);
            }

            @Override
            public Duration remembered() {
                return remembered;
            }

            @Override
            public int size() {
                return size;
            }

            @Override
            public Algorithm algorithm() {
                return Algorithm.ES256;
            }
        };
    }
}
