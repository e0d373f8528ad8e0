package dev.gatehouse.session.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.common.session.CookieDigest;
import dev.gatehouse.session.session.SessionStore.Ending;
import dev.gatehouse.session.session.SessionStore.Shown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of sessions, and what each step does to them. */
@QuarkusTest
class SessionStoreTest {
    private final RedisDataSource redis;
    private final ReactiveRedisDataSource reactive;
    private final SessionConfig config;
    private Replicas replicas;

    @Inject
    SessionStoreTest(RedisDataSource redis, ReactiveRedisDataSource reactive, SessionConfig config) {
        this.redis = redis;
        this.reactive = reactive;
        this.config = config;
    }

    @BeforeEach
    void twoReplicas() {
        replicas = new Replicas(reactive, config);
    }

    @Test
    void nothingOfTheCookieIsKeptButItsDigest() {
        Shown opened = replicas.open(1);
        String stored = redis.value(String.class).get("session:" + CookieDigest.of(opened.cookie()));
        assertEquals(SessionCodec.write(opened.session()), stored);
        assertFalse(stored.contains(opened.cookie()), stored);
        assertEquals(Optional.of(Samples.sid(1)), replicas.sidOf(opened.cookie()));
        assertEquals(Optional.empty(), replicas.sidOf("another"));
    }

    @Test
    void theLastUseIsWrittenBeforeTheSessionIsIdle() {
        SessionConfig late = new SmallRyeConfigBuilder()
                .withMapping(SessionConfig.class)
                .withDefaultValue("gatehouse.session.idle", "PT1M")
                .build()
                .getConfigMapping(SessionConfig.class);
        assertThrows(IllegalArgumentException.class, () -> new SessionStore(reactive, late, new SimpleMeterRegistry()));
    }

    @Test
    void withOneMoreTheOldestGoes() {
        List<Shown> opened = IntStream.rangeClosed(0, config.maxPerUser())
                .mapToObj(number -> replicas.open(number, replicas.now.minusSeconds(100 - number)))
                .toList();
        assertEquals(Optional.empty(), replicas.sidOf(opened.getFirst().cookie()));
        assertEquals(Set.of(Samples.sid(0)), replicas.ending());
        assertEquals(config.maxPerUser(), replicas.listed().size());
    }

    @Test
    void whatIsOverMakesRoomBeforeWhatLives() {
        List<Shown> opened = IntStream.range(0, config.maxPerUser())
                .mapToObj(number -> replicas.open(number, replicas.now.minusSeconds(100 - number)))
                .toList();
        redis.key().del(SessionStore.key(opened.getLast().cookie()));
        replicas.open(100);
        assertTrue(replicas.sidOf(opened.getFirst().cookie()).isPresent());
        assertEquals(Set.of(), replicas.ending());
    }

    @Test
    void aRenewedOneIsThereUnderItsNewCookieAlone() {
        Shown opened = replicas.open(1);
        String cookie = Secrets.random();
        Session renewed = Samples.session(replicas.user, Samples.sid(1), replicas.now.plusSeconds(60));
        Optional<Ended> old = Replicas.done(replicas.here.renew(opened.cookie(), cookie, renewed));
        assertEquals(Optional.of(CookieDigest.name(CookieDigest.of(opened.cookie()))), old.map(Ended::name));
        assertEquals(Optional.empty(), replicas.sidOf(opened.cookie()));
        assertEquals(Optional.of(Samples.sid(1)), replicas.sidOf(cookie));
        assertEquals(List.of(Samples.sid(1)), replicas.listed());
        assertEquals(Optional.empty(), Replicas.done(replicas.there.renew(opened.cookie(), Secrets.random(), renewed)));
        assertEquals(Ending.NOW, Replicas.done(replicas.there.end(replicas.ended(1), null)));
        assertEquals(Optional.empty(), replicas.sidOf(cookie));
    }

    @Test
    void aTouchThatReadBeforeARenewalChangesNothing() {
        Shown opened = replicas.open(1);
        Session changed = Samples.remembered(opened.session());
        Replicas.done(redisValue(opened.cookie(), changed));
        assertFalse(Replicas.done(replicas.here.touch(
                opened.cookie(), opened.session(), opened.session().usedAt(replicas.now.plusSeconds(90)))));
        assertTrue(
                Replicas.done(replicas.here.find(opened.cookie())).orElseThrow().remembered());
    }

    private Uni<Void> redisValue(String cookie, Session session) {
        redis.value(String.class).set(SessionStore.key(cookie), SessionCodec.write(session));
        return Uni.createFrom().voidItem();
    }

    @Test
    void theIndexOutlivesTheLongestSession() {
        Session remembered = Samples.remembered(Samples.session(replicas.user, Samples.sid(1), replicas.now));
        Replicas.done(replicas.here.open(Secrets.random(), remembered, null, replicas.moment()));
        replicas.open(2);
        assertTrue(redis.key().pttl("session:user:" + replicas.user)
                > config.remembered().absolute().minusHours(1).toMillis());
    }

    @Test
    void theOneThatTheBrowserShowedEndsInTheSameStep() {
        Shown stranger = new Shown(Secrets.random(), Samples.session(UUID.randomUUID(), Samples.sid(7), replicas.now));
        Replicas.done(replicas.here.open(stranger.cookie(), stranger.session(), null, replicas.moment()));
        Optional<List<Ended>> ended = Replicas.done(replicas.here.open(
                Secrets.random(),
                Samples.session(replicas.user, Samples.sid(1), replicas.now),
                stranger,
                replicas.moment()));
        assertEquals(
                List.of(Samples.sid(7)),
                ended.orElseThrow().stream().map(Ended::name).toList());
        assertEquals(Optional.empty(), replicas.sidOf(stranger.cookie()));
        assertEquals(
                List.of(), Replicas.done(replicas.here.ofUser(stranger.session().subject())));
    }

    @Test
    void whatWasRenewedMeanwhileStaysInItsUsersIndex() {
        Shown shown = replicas.open(1);
        String renewed = Secrets.random();
        Replicas.done(replicas.there.renew(shown.cookie(), renewed, shown.session()));
        Session stranger = Samples.session(UUID.randomUUID(), Samples.sid(7), replicas.now);
        Replicas.done(replicas.here.open(Secrets.random(), stranger, shown, replicas.moment()));
        assertEquals(Optional.of(Samples.sid(1)), replicas.sidOf(renewed));
        assertEquals(List.of(Samples.sid(1)), replicas.listed());
    }

    @Test
    void allOthersEndAndThenAll() {
        List<Shown> opened = IntStream.range(0, 3).mapToObj(replicas::open).toList();
        Replicas.done(replicas.here.endOthers(replicas.user, Samples.sid(1), replicas.now));
        assertEquals(List.of(Samples.sid(1)), replicas.listed());
        assertEquals(Set.of(Samples.sid(0), Samples.sid(2)), replicas.ending());
        Replicas.done(replicas.here.endEverything(replicas.user, replicas.now));
        assertEquals(List.of(), replicas.listed());
        opened.forEach(each -> assertEquals(Optional.empty(), replicas.sidOf(each.cookie())));
    }

    @Test
    void whoHadBegunToSignInBeforeAllWasEndedGetsNoSessionAfterWhateverTheClocksOfServicesSay() {
        String cookie = Secrets.random();
        long begun = replicas.moment();
        Replicas.done(replicas.here.endEverything(replicas.user, replicas.now.minusSeconds(600)));
        Session ahead = Samples.session(replicas.user, Samples.sid(1), replicas.now.plusSeconds(600));
        assertEquals(Optional.empty(), Replicas.done(replicas.there.open(cookie, ahead, null, begun)));
        assertEquals(Optional.empty(), replicas.sidOf(cookie));
        Session behind = Samples.session(replicas.user, Samples.sid(2), replicas.now.minusSeconds(600));
        assertTrue(Replicas.done(replicas.there.open(cookie, behind, null, replicas.moment()))
                .isPresent());
    }

    @Test
    void aUseKeepsTheIndexAsLongAsTheSessionAndBringsItBack() {
        Shown opened = replicas.open(1);
        String index = "session:user:" + replicas.user;
        // As it is where sessions were to last for less when this one was opened.
        redis.key().pexpire(index, 1_000);
        Session used = opened.session().usedAt(replicas.now.plusSeconds(90));
        assertTrue(Replicas.done(replicas.here.touch(opened.cookie(), opened.session(), used)));
        assertTrue(redis.key().pttl(index) > config.absolute().minusMinutes(5).toMillis());
        redis.key().del(index);
        Session more = opened.session().usedAt(replicas.now.plusSeconds(180));
        assertTrue(Replicas.done(replicas.there.touch(opened.cookie(), used, more)));
        assertEquals(List.of(Samples.sid(1)), replicas.listed());
    }

    @Test
    void aSessionIsSmall() {
        int many = 4_000;
        replicas.open(0);
        long begun = replicas.moment();
        long before = usedMemory();
        for (int number = 0; number < many; number++) {
            Replicas.done(replicas.here.open(
                    Secrets.random(),
                    Samples.session(UUID.randomUUID(), Samples.sid(number), replicas.now),
                    null,
                    begun));
        }
        long each = (usedMemory() - before) / many;
        assertTrue(each < 700, "bytes a session: " + each);
    }

    private long usedMemory() {
        String memory = redis.execute("INFO", "memory").toString();
        return memory.lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("used_memory:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }
}
