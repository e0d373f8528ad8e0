package dev.gatehouse.token.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.database.Database;
import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What PostgreSQL records, and what becomes of the index where Redis has not all of it. */
@QuarkusTest
@Timeout(60)
class RevocationLogTest {
    private final Revocations revocations;
    private final RevocationStore store;
    private final RevocationTail tail;
    private final RevocationFeed feed;
    private final RedisDataSource redis;
    private final ReactiveRedisDataSource reactive;
    private final Database database;

    @Inject
    RevocationLogTest(
            Revocations revocations,
            RevocationStore store,
            RevocationTail tail,
            RevocationFeed feed,
            RedisDataSource redis,
            ReactiveRedisDataSource reactive,
            Database database) {
        this.revocations = revocations;
        this.store = store;
        this.tail = tail;
        this.feed = feed;
        this.redis = redis;
        this.reactive = reactive;
        this.database = database;
    }

    @Test
    void positionsAreTheOrderOfCommitsWithoutGaps() throws Exception {
        long before = store.head();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, 40)
                    .<java.util.concurrent.Callable<Revocation>>mapToObj(
                            i -> () -> store.append(session()).revocation())
                    .toList());
            for (Future<Revocation> one : all) {
                assertTrue(one.get().seq() > before);
            }
        }
        RevocationStore.Since since = store.since(before);
        List<Long> positions = since.revocations().stream().map(Revocation::seq).toList();
        assertEquals(
                IntStream.rangeClosed(1, positions.size())
                        .mapToObj(i -> before + i)
                        .toList(),
                positions);
        assertEquals(positions.getLast(), since.head());
    }

    @Test
    void ofAllWhoRevokeTheSameAtOnceOneDoes() throws Exception {
        Revoke session = session();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            java.util.concurrent.Callable<Revocation> revoke =
                    () -> store.append(session).revocation();
            var positions = new java.util.HashSet<Long>();
            for (Future<Revocation> one : threads.invokeAll(java.util.Collections.nCopies(8, revoke))) {
                positions.add(one.get().seq());
            }
            assertEquals(1, positions.size());
        }
        assertEquals(
                1,
                database.list(row -> 0, "select 1 from token.revocation_log where value = ?", session.value())
                        .size());
        // What was given anew since then is revoked anew.
        Revoke user = new Revoke(Kind.user, session.value());
        assertTrue(store.append(user).revocation().seq()
                < store.append(user).revocation().seq());
    }

    @Test
    void aSessionThatHasEndedStaysEndedForAsLongAsOneCanLast() {
        for (Kind kind : List.of(Kind.sid, Kind.user)) {
            Revocation ended =
                    store.append(new Revoke(kind, UUID.randomUUID().toString())).revocation();
            // A remembered session lasts thirty days.
            assertTrue(ended.expiresAt().isAfter(Instant.now().plus(Duration.ofDays(30))));
        }
    }

    @Test
    void anIndexThatLacksTheLastIsNotBelieved() {
        Revoke session = session();
        revocations.revoke(session);
        // As of a failover to a replica that had not heard of it yet, or of a restored dump.
        redis.key().del("token:revoked:sid:" + session.value());
        redis.value(String.class).set("token:revoked:head", Long.toString(tail.known() - 1));
        assertTrue(revoked(session));
    }

    @Test
    void whatAnotherReplicaRevokedWhileRedisWasAwayCountsOnceTheLogIsLookedAt() {
        assertFalse(revoked(session()));
        Revoke session = session();
        // Recorded by another replica that cannot reach Redis: nobody is told.
        store.append(session);
        tail.doubt();
        assertTrue(revoked(session));
    }

    @Test
    void anIndexAheadOfItsDatabaseIsFilledAnew() {
        Revoke session = session();
        revocations.revoke(session);
        redis.value(String.class).set("token:revoked:head", Long.toString(tail.known() + 1_000_000));
        redis.key().del("token:revoked:sid:" + session.value());
        new CatchingUp(store, new RevocationIndex(reactive)).run();
        assertTrue(revoked(session));
    }

    /** However many revocations there are, filling the index is given up only where it stands still. */
    @Test
    void fillingTheIndexIsGivenTimeForEachBatch() {
        var index = new RevocationIndex(reactive);
        String filling = "token:revoked:filling";
        redis.key().del(filling);
        String name = index.begin().await().indefinitely().orElseThrow();
        try {
            redis.key().pexpire(filling, 5_000);
            Instant now = Instant.now();
            var revocation = new Revocation(1, Kind.sid, UUID.randomUUID().toString(), now, now.plusSeconds(60));
            assertTrue(index.fill(name, List.of(revocation)).await().indefinitely());
            assertTrue(redis.key().pttl(filling) > 5_000);
        } finally {
            redis.key().del(filling);
        }
    }

    @Test
    void everyListenerIsToldEachOnceAndInOrderWhereverItBegins() throws Exception {
        long start = store.head();
        var told = new CopyOnWriteArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var revoking =
                    threads.submit(() -> IntStream.range(0, 12 * 17).forEach(i -> revocations.revoke(session())));
            long position = start;
            // Breaks off again and again, and goes on where it was.
            while (told.size() < 12 * 17) {
                var stream = revoked(position);
                var some = stream.select().first(17).subscribe().asStream();
                some.forEach(one -> told.add(one.seq()));
                position = told.getLast();
            }
            revoking.get();
        }
        assertEquals(
                IntStream.rangeClosed(1, told.size()).mapToObj(i -> start + i).toList(), told);
    }

    private Multi<RevocationFeed.Revoked> revoked(long after) {
        return feed.open(after)
                .await()
                .indefinitely()
                .orElseThrow()
                .select()
                .where(RevocationFeed.Revoked.class::isInstance)
                .onItem()
                .castTo(RevocationFeed.Revoked.class);
    }

    @Test
    void theEndOfThePastIsToldAfterIt() {
        revocations.revoke(session());
        long position = tail.known();
        for (long after : new long[] {0, position - 1, position}) {
            var past = feed.open(after)
                    .await()
                    .indefinitely()
                    .orElseThrow()
                    .select()
                    .first(one -> !(one instanceof RevocationFeed.Reached))
                    .subscribe()
                    .asStream()
                    .map(one -> ((RevocationFeed.Revoked) one).seq())
                    .toList();
            assertEquals(after < position, past.contains(position));
        }
    }

    @Test
    void whoeverKnowsMoreThanThereIsIsToldEverything() {
        Revoke session = session();
        revocations.revoke(session);
        var stream = revoked(tail.known() + 1_000_000);
        assertTrue(stream.select()
                .where(told -> told.json().contains(session.value()))
                .select()
                .first()
                .toUni()
                .await()
                .atMost(java.time.Duration.ofSeconds(20))
                .json()
                .contains("sid"));
    }

    @Test
    void daysPastAreDroppedWhole() {
        dropped("revocation_log_20200101", "('2020-01-01 00:00Z') to ('2020-01-02 00:00Z')");
    }

    @Test
    void hoursOfBeforeThereWereDaysAreDroppedToo() {
        dropped("revocation_log_2020010100", "('2020-01-01 00:00Z') to ('2020-01-01 01:00Z')");
    }

    private void dropped(String partition, String range) {
        database.update(
                "create table token." + partition + " partition of token.revocation_log for values from " + range);
        database.update("insert into token.revocation_log values (1, 'jti', 'old', '2020-01-01', '2020-01-01 00:30Z')");
        store.turnPages();
        assertTrue(database.list(row -> 0, "select 1 from pg_class where relname = ?", partition)
                .isEmpty());
        assertFalse(store.since(0).revocations().stream()
                .anyMatch(revocation -> revocation.value().equals("old")));
        store.append(session());
    }

    /** Each look at the log opens all partitions. */
    @Test
    void theLogHasAPartitionForEachDay() {
        store.turnPages();
        int partitions = database.list(
                        row -> 0, "select 1 from pg_inherits where inhparent = 'token.revocation_log'::regclass")
                .size();
        assertTrue(partitions < 100, partitions + " partitions");
    }

    /** Hours are what there was before there were days. */
    @Test
    void aDayThatHasAnHourIsGivenTheOthers() {
        String day = database.list(
                        row -> row.getString("day"),
                        "select to_char((now() + interval '40 days') at time zone 'UTC', 'YYYYMMDD') as day")
                .getFirst();
        database.update("create table if not exists token.revocation_log_" + day
                + "22 partition of token.revocation_log for values from ('" + day + " 22:00Z') to ('" + day
                + " 23:00Z')");
        database.list(row -> 0, "select token.make_revocation_partitions(now() + interval '40 days')");
        assertEquals(
                24,
                database.list(
                                row -> 0,
                                "select 1 from pg_inherits join pg_class on pg_class.oid = inhrelid"
                                        + " where inhparent = 'token.revocation_log'::regclass and starts_with(relname::text, ?)",
                                "revocation_log_" + day)
                        .size());
    }

    @Test
    void aUserIsSignedOutEverywhereByOneTransaction() {
        String user = UUID.randomUUID().toString();
        long before = store.head();
        store.append(new Revoke(Kind.user, user));
        assertEquals(
                1,
                database.list(row -> 0, "select 1 from token.user_epochs where subject = ?", user)
                        .size());
        assertEquals(1, store.since(before).revocations().size());
    }

    private boolean revoked(Revoke name) {
        return revocations.revoked(List.of(name), Instant.now()).await().indefinitely();
    }

    private static Revoke session() {
        return new Revoke(Kind.sid, UUID.randomUUID().toString());
    }
}
