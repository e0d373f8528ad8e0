package dev.gatehouse.identity.onetime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.onetime.MailedProofs.Attempt;
import dev.gatehouse.identity.onetime.MailedProofs.Pair;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class MailedProofsTest {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String EMAIL = "ada@example.org";
    private final UUID ada = UUID.randomUUID();
    private final String place = "test:" + UUID.randomUUID();
    private final MailedProofs proofs;
    private final RedisDataSource redis;
    private final AuditTrail trail;

    @Inject
    MailedProofsTest(MailedProofs proofs, RedisDataSource redis, AuditTrail trail) {
        this.proofs = proofs;
        this.redis = redis;
        this.trail = trail;
    }

    @Test
    void tokenAndCodeStandForTheSameAndWhicheverIsUsedEndsBoth() {
        Pair pair = proofs.issue(place, ada, EMAIL, LIFETIME);
        var right = Optional.of(new Attempt(ada, EMAIL, true));
        assertEquals(right, proofs.attempt(place, pair.token()));
        assertEquals(right, proofs.attempt(place, pair.code().replace(" ", "")));
        assertTrue(proofs.redeem(place, pair.code()));
        assertFalse(proofs.redeem(place, pair.code()));
        assertFalse(proofs.redeem(place, pair.token()));
        assertEquals(Optional.empty(), proofs.attempt(place, pair.token()));
    }

    @Test
    void whatBelongsToOnePlaceIsGoodAtNoOther() {
        Pair pair = proofs.issue(place, ada, EMAIL, LIFETIME);
        String other = place + "-other";
        assertEquals(Optional.empty(), proofs.attempt(other, pair.token()));
        Pair others = proofs.issue(other, ada, EMAIL, LIFETIME);
        assertFalse(proofs.attempt(place, others.token()).orElseThrow().right());
        assertFalse(proofs.redeem(place, others.token()));
    }

    @Test
    void aNewPairTakesThePlaceOfTheOld() {
        Pair first = proofs.issue(place, ada, EMAIL, LIFETIME);
        Pair second = proofs.issue(place, ada, EMAIL, LIFETIME);
        assertFalse(proofs.attempt(place, first.token()).orElseThrow().right());
        assertFalse(proofs.redeem(place, first.token()));
        assertTrue(proofs.redeem(place, second.token()));
    }

    @Test
    void afterFiveWrongOnesTheRightOneComesTooLate() {
        Pair pair = proofs.issue(place, ada, EMAIL, LIFETIME);
        for (String wrong : new String[] {"no code", "", wrong(pair), wrong(pair), wrong(pair)}) {
            assertFalse(proofs.attempt(place, wrong).orElseThrow().right());
        }
        assertEquals(Optional.empty(), proofs.attempt(place, pair.code()));
        assertFalse(proofs.redeem(place, pair.code()));
    }

    @Test
    void anAttemptThatIsGivenBackDoesNotCount() {
        Pair pair = proofs.issue(place, ada, EMAIL, LIFETIME);
        for (int i = 0; i < 10; i++) {
            assertTrue(proofs.attempt(place, pair.code()).orElseThrow().right());
            proofs.giveBack(place);
        }
        proofs.giveBack("test:nowhere");
        assertEquals(Optional.empty(), proofs.attempt("test:nowhere", pair.code()));
    }

    @Test
    void aChangeOfPasswordCallsOffAllOfItsUserAndNothingElse() {
        UUID bob = UUID.randomUUID();
        String shared = place + "-shared";
        String another = place + "-another";
        Pair first = proofs.issue(place, ada, EMAIL, LIFETIME);
        Pair second = proofs.issue(another, ada, EMAIL, Duration.ofMinutes(1));
        proofs.issue(shared, ada, EMAIL, LIFETIME);
        Pair bobs = proofs.issue(shared, bob, "bob@example.org", LIFETIME);
        trail.note(AuditEvent.of(AuditKind.profile_changed, ada));
        assertTrue(proofs.attempt(place, first.code()).orElseThrow().right());
        trail.note(AuditEvent.of(AuditKind.password_changed, ada));
        assertEquals(Optional.empty(), proofs.attempt(place, first.code()));
        assertFalse(proofs.redeem(another, second.token()));
        assertTrue(proofs.redeem(shared, bobs.token()));
        Pair later = proofs.issue(place, ada, EMAIL, LIFETIME);
        assertTrue(proofs.redeem(place, later.token()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "password_changed",
                "password_reset",
                "password_reset_forced",
                "reprovisioned",
                "disabled",
                "signed_out_everywhere"
            })
    void nothingOutlivesWhatKeepsSomebodyOut(AuditKind kind) {
        Pair before = proofs.issue(place, ada, EMAIL, LIFETIME);
        trail.note(AuditEvent.of(kind, ada));
        assertFalse(proofs.redeem(place, before.token()));
    }

    @Test
    void whatIsOverIsNotCountedForItsUserAnyMore() {
        for (int i = 0; i < 4; i++) {
            String browser = place + i;
            assertTrue(proofs.redeem(
                    browser, proofs.issue(browser, ada, EMAIL, LIFETIME).token()));
        }
        proofs.issue(place, ada, EMAIL, LIFETIME);
        assertEquals(Set.of("identity:proof:" + place), redis.set(String.class).smembers("identity:proofs:" + ada));
    }

    @Test
    void ofManyAtOnceOneUsesItUpAndNoneHasMoreThanFiveAttempts() throws Exception {
        Pair pair = proofs.issue(place, ada, EMAIL, LIFETIME);
        assertEquals(1, atOnce(() -> proofs.redeem(place, pair.token())));
        Pair another = proofs.issue(place, ada, EMAIL, LIFETIME);
        assertEquals(5, atOnce(() -> proofs.attempt(place, wrong(another)).isPresent()));
    }

    @Test
    void itEndsByItselfAndRedisCannotTellWhatWasMailed() throws InterruptedException {
        Pair pair = proofs.issue(place, ada, EMAIL, LIFETIME);
        String key = "identity:proof:" + place;
        Map<String, String> kept = redis.hash(String.class).hgetall(key);
        assertFalse(kept.toString().contains(pair.token()), kept.toString());
        assertFalse(kept.containsValue(pair.code().replace(" ", "")), kept.toString());
        long left = redis.key().pttl(key);
        assertTrue(left > 0 && left <= LIFETIME.toMillis(), left + " ms");
        Pair old = proofs.issue(place, ada, EMAIL, Duration.ofMillis(1));
        Thread.sleep(20);
        assertEquals(Optional.empty(), proofs.attempt(place, old.token()));
        assertEquals("Pair", pair.toString());
    }

    private static String wrong(Pair pair) {
        return pair.code().startsWith("0") ? "10000000" : "00000000";
    }

    private static long atOnce(Callable<Boolean> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(12)) {
            long count = 0;
            for (var each : threads.invokeAll(Collections.nCopies(12, call))) {
                count += each.get() ? 1 : 0;
            }
            return count;
        }
    }
}
