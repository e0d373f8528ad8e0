package dev.gatehouse.identity.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AttemptStoreTest {
    private static final Duration DAY = Duration.ofDays(1);
    private final AttemptStore store;
    private final RedisDataSource redis;

    @Inject
    AttemptStoreTest(AttemptStore store, RedisDataSource redis) {
        this.store = store;
        this.redis = redis;
    }

    @Test
    void eachWrongOneBeyondTheFreeOnesDoublesTheWait() {
        Bucket bucket = bucket(2, Duration.ofSeconds(5));
        Attempt attempt = from("net", bucket);
        assertEquals(Duration.ZERO, store.settle(attempt, false));
        assertEquals(Duration.ZERO, store.settle(attempt, false));
        assertEquals(Duration.ZERO, store.look(attempt));
        for (int seconds : new int[] {1, 2, 4, 5, 5}) {
            assertEquals(Duration.ZERO, store.settle(attempt, false));
            assertWaits(seconds, attempt);
            waitIsOver(bucket);
        }
    }

    @Test
    void whileOneHasToWaitNothingIsToldAndNothingCounts() {
        Bucket bucket = bucket(0, DAY);
        Attempt attempt = from("net", bucket);
        store.settle(attempt, false);
        assertFalse(store.settle(attempt, false).isZero());
        assertFalse(store.settle(attempt, true).isZero());
        assertEquals("1", redis.hash(String.class).hget(bucket.key(), "failures"));
    }

    @Test
    void callsAtOnceHaveNoMoreAttemptsThanOneByOne() throws Exception {
        Attempt attempt = from("net", bucket(5, DAY));
        long begun = System.nanoTime();
        long told = together(64, () -> store.settle(attempt, false)).stream()
                .filter(Duration::isZero)
                .count();
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        // 6, and on a machine that is held up one more after 1 s, after 3 s, after 7 s.
        long over = 63 - Long.numberOfLeadingZeros(seconds + 1);
        assertTrue(told >= 6 && told <= 6 + over, told + " in " + seconds + " s");
    }

    @Test
    void anyNumberOfRightOnesAtOncePasses() throws Exception {
        Attempt attempt = from("net", bucket(0, DAY));
        assertTrue(together(64, () -> store.settle(attempt, true)).stream().allMatch(Duration::isZero));
    }

    @Test
    void aRightOneClearsWrongOnesOfItsOwnNetworkOnly() {
        Bucket own = bucket(1, DAY);
        store.settle(from("home", own), false);
        store.settle(from("home", own), true);
        assertFalse(redis.key().exists(own.key()));

        Bucket guessed = bucket(3, DAY);
        store.settle(from("home", guessed), false);
        store.settle(from("elsewhere", guessed), false);
        store.settle(from("home", guessed), true);
        store.settle(from("elsewhere", guessed), true);
        assertEquals("2", redis.hash(String.class).hget(guessed.key(), "failures"));
    }

    @Test
    void aRightOneLeavesTheCountOfTheAddress() {
        Bucket name = bucket(9, DAY);
        Bucket address = bucket(9, DAY);
        Attempt attempt = new Attempt(List.of(name, address), null, "net", false);
        store.settle(attempt, false);
        store.settle(attempt, true);
        assertFalse(redis.key().exists(name.key()));
        assertEquals("1", redis.hash(String.class).hget(address.key(), "failures"));
    }

    @Test
    void whoeverHasToWaitForTheAddressWaitsWithEveryName() {
        Bucket address = bucket(0, DAY);
        store.settle(new Attempt(List.of(bucket(9, DAY), address), null, "net", false), false);
        Attempt other = new Attempt(List.of(bucket(9, DAY), address), null, "net", false);
        assertWaits(1, other);
        assertFalse(store.settle(other, true).isZero());
    }

    @Test
    void whatCountsForAnAccountMakesNobodyWaitAndIsNotTold() {
        Bucket account = bucket(1, DAY);
        Bucket name = bucket(5, DAY);
        store.settle(of(account, bucket(5, DAY)), false);
        store.settle(of(account, bucket(5, DAY)), false);
        Attempt other = of(account, name);
        assertEquals(Duration.ZERO, store.look(other));
        assertEquals(AttemptStore.WITHHELD, store.settle(other, false));
        assertEquals(AttemptStore.WITHHELD, store.settle(other, true));
        // The right one was counted like the wrong one, and neither where they were withheld.
        assertEquals("2", redis.hash(String.class).hget(name.key(), "failures"));
        assertEquals("2", redis.hash(String.class).hget(account.key(), "failures"));
        waitIsOver(account);
        assertEquals(Duration.ZERO, store.settle(other, true));
        assertFalse(redis.key().exists(name.key()));
        assertFalse(redis.key().exists(account.key()));
    }

    @Test
    void allOfItExpiresByItselfAndNoSoonerThanTheLongestWait() {
        Bucket forgotten = new Bucket(key(), 5, Duration.ofMinutes(1), Duration.ofHours(1));
        store.settle(from("net", forgotten), false);
        assertExpires(Duration.ofHours(1), forgotten);
        Bucket short1 = new Bucket(key(), 5, Duration.ofMinutes(2), Duration.ofMinutes(1));
        store.settle(from("net", short1), false);
        assertExpires(Duration.ofMinutes(2), short1);
    }

    @Test
    void aRightOneTakesBackItsOwnDevicesShareOfAllAndNoOthers() {
        Bucket all = bucket(9, DAY);
        Bucket own = bucket(9, DAY);
        Bucket strangers = bucket(9, DAY);
        store.settle(ofDevice("home", own, all), false);
        store.settle(ofDevice("home", own, all), false);
        store.settle(ofDevice("elsewhere", strangers, all), false);
        store.settle(ofDevice("home", own, all), true);
        assertEquals("1", failures(all));
        assertEquals("1", failures(strangers));
        // There is nothing left that a second one could take back.
        store.settle(ofDevice("home", own, all), true);
        assertEquals("1", failures(all));
        store.settle(ofDevice("elsewhere", strangers, all), true);
        assertFalse(redis.key().exists(all.key()));
    }

    @Test
    void aRightOneTakesBackNothingThatCameWithItsDeviceFromElsewhere() {
        Bucket all = bucket(9, DAY);
        Bucket own = bucket(9, DAY);
        store.settle(ofDevice("home", own, all), false);
        store.settle(ofDevice("elsewhere", own, all), false);
        store.settle(ofDevice("elsewhere", own, all), false);
        store.settle(ofDevice("home", own, all), true);
        assertEquals("3", failures(own));
        assertEquals("2", failures(all));
        // Not even where the device's own count is forgotten sooner than that of all.
        redis.key().del(own.key());
        store.settle(ofDevice("home", own, all), false);
        store.settle(ofDevice("home", own, all), true);
        assertEquals("2", failures(all));
    }

    @Test
    void wrongOnesOfADeviceAreForgottenSoLongAfterTheFirst() {
        Bucket all = bucket(9, DAY);
        Bucket own = bucket(9, DAY);
        Attempt attempt = ofDevice("home", own, all);
        store.settle(attempt, false);
        for (Bucket bucket : attempt.buckets()) {
            redis.key().pexpire(bucket.key(), Duration.ofHours(1));
        }
        store.settle(attempt, false);
        assertExpires(Duration.ofHours(1), own);
        assertExpires(Duration.ofHours(1), all);
        Attempt byName = from("home", bucket(9, DAY));
        store.settle(byName, false);
        redis.key().pexpire(byName.buckets().getFirst().key(), Duration.ofHours(1));
        store.settle(byName, false);
        assertExpires(DAY, byName.buckets().getFirst());
    }

    @Test
    void aDeviceThatHasToWaitDoesSoBeyondItsTime() {
        Bucket own = bucket(0, DAY);
        Attempt attempt = ofDevice("home", own, bucket(9, DAY));
        store.settle(attempt, false);
        redis.hash(String.class).hset(own.key(), "failures", "12");
        waitIsOver(own);
        redis.key().pexpire(own.key(), Duration.ofMinutes(1));
        store.settle(attempt, false);
        assertExpires(Duration.ofSeconds(4096), own);
    }

    private String failures(Bucket bucket) {
        return redis.hash(String.class).hget(bucket.key(), "failures");
    }

    private static Attempt ofDevice(String network, Bucket own, Bucket all) {
        return new Attempt(List.of(own, all), null, network, true);
    }

    private void assertExpires(Duration after, Bucket bucket) {
        long left = redis.key().pttl(bucket.key());
        assertTrue(left <= after.toMillis() && left > after.minusSeconds(30).toMillis(), left + " ms");
    }

    /** The wait that was written: more than half of {@code seconds}, so it is not the one before. */
    private void assertWaits(int seconds, Attempt attempt) {
        long wait = store.look(attempt).toMillis();
        assertTrue(wait <= seconds * 1000L && wait > 0, wait + " ms");
        long now = Long.parseLong(redis.execute("TIME").get(0).toString()) * 1000;
        long until = Long.parseLong(
                redis.hash(String.class).hget(attempt.buckets().getLast().key(), "retry_at"));
        assertTrue(until - now > seconds * 500L, until - now + " ms");
    }

    private void waitIsOver(Bucket bucket) {
        redis.hash(String.class).hset(bucket.key(), "retry_at", "1");
    }

    private static List<Duration> together(int count, Callable<Duration> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(count)) {
            return threads
                    .invokeAll(IntStream.range(0, count).mapToObj(i -> call).toList())
                    .stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
        }
    }

    private static Attempt from(String network, Bucket... buckets) {
        return new Attempt(Arrays.asList(buckets), null, network, false);
    }

    private static Attempt of(Bucket account, Bucket name) {
        return new Attempt(List.of(name), account, "net", false);
    }

    private static Bucket bucket(int free, Duration longest) {
        return new Bucket(key(), free, longest, DAY);
    }

    private static String key() {
        return "identity:attempts:test:" + UUID.randomUUID();
    }
}
