package dev.gatehouse.session.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.session.session.SessionStore.Ending;
import dev.gatehouse.session.session.SessionStore.Shown;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to sessions at the same moment, at two replicas. */
@QuarkusTest
class SessionRacesTest {
    private final RedisDataSource redis;
    private final ReactiveRedisDataSource reactive;
    private final SessionConfig config;
    private Replicas replicas;

    @Inject
    SessionRacesTest(RedisDataSource redis, ReactiveRedisDataSource reactive, SessionConfig config) {
        this.redis = redis;
        this.reactive = reactive;
        this.config = config;
    }

    @BeforeEach
    void twoReplicas() {
        replicas = new Replicas(reactive, config);
    }

    @Test
    void ofManyWhoSignInAtOnceAsManyStayAsAreAllowed() {
        Set<String> opened = new HashSet<>(
                Replicas.inParallel(64, number -> replicas.open(number).cookie()));
        List<String> live = opened.stream()
                .filter(cookie -> replicas.sidOf(cookie).isPresent())
                .toList();
        assertEquals(config.maxPerUser(), live.size());
        assertEquals(config.maxPerUser(), replicas.listed().size());
        assertEquals(64 - config.maxPerUser(), replicas.ending().size());
    }

    @Test
    void whoListsWhileOthersSignInLosesNone() throws Exception {
        for (int round = 0; round < 2_000; round += config.maxPerUser()) {
            UUID each = UUID.randomUUID();
            long begun = replicas.moment();
            List<Callable<Object>> both = new ArrayList<>();
            for (int i = 0; i < config.maxPerUser(); i++) {
                Session session = Samples.session(each, Samples.sid(i), replicas.now);
                both.add(() -> Replicas.done(replicas.here.open(Secrets.random(), session, null, begun)));
                both.add(() -> Replicas.done(replicas.there.ofUser(each)));
            }
            Collections.shuffle(both);
            Replicas.inParallel(both);
            assertEquals(
                    config.maxPerUser(),
                    Replicas.done(replicas.here.ofUser(each)).size());
        }
    }

    @Test
    void ofParallelSignOutsOneEndsItAndAllKnow() {
        Shown opened = replicas.open(1);
        List<Ending> outcomes = Replicas.inParallel(
                64,
                number -> Replicas.done(
                        (number % 2 == 0 ? replicas.here : replicas.there).end(replicas.ended(1), opened.cookie())));
        assertEquals(1, outcomes.stream().filter(each -> each == Ending.NOW).count());
        assertEquals(
                63, outcomes.stream().filter(each -> each == Ending.UNDER_WAY).count());
        assertEquals(Optional.empty(), replicas.sidOf(opened.cookie()));
        Replicas.done(new EndingStore(reactive).revoked(replicas.ended(1)));
        assertEquals(Ending.ABSENT, Replicas.done(replicas.here.end(replicas.ended(1), opened.cookie())));
    }

    @Test
    void whatEndsStaysSoWhoeverTouchesOrRenewsIt() throws Exception {
        for (int round = 0; round < 300; round++) {
            Shown opened = replicas.open(round);
            Session used = opened.session().usedAt(replicas.now.plusSeconds(90));
            String renewed = Secrets.random();
            List<Callable<Object>> all = new ArrayList<>(List.of(
                    () -> Replicas.done(replicas.here.touch(opened.cookie(), opened.session(), used)),
                    () -> Replicas.done(replicas.there.renew(opened.cookie(), renewed, opened.session())),
                    () -> Replicas.done(
                            replicas.here.end(replicas.ended(opened.session().sid()), opened.cookie()))));
            Collections.shuffle(all);
            Replicas.inParallel(all);
            assertEquals(Optional.empty(), replicas.sidOf(opened.cookie()));
            assertEquals(Optional.empty(), replicas.sidOf(renewed));
            assertEquals(List.of(), replicas.listed());
        }
    }

    @Test
    void ofTwoTabsThatRenewItOneDoes() {
        Shown opened = replicas.open(1);
        List<Optional<Ended>> outcomes = Replicas.inParallel(
                16, number -> Replicas.done(replicas.here.renew(opened.cookie(), Secrets.random(), opened.session())));
        assertEquals(1, outcomes.stream().filter(Optional::isPresent).count());
        assertEquals(List.of(Samples.sid(1)), replicas.listed());
    }

    @Test
    void redisMayForgetItsScripts() {
        Replicas.inParallel(200, number -> {
            if (number % 10 == 0) {
                redis.execute("SCRIPT", "FLUSH");
            }
            return Replicas.done(replicas.here.endEverything(UUID.randomUUID(), replicas.now));
        });
        assertEquals(List.of(), replicas.listed());
    }
}
