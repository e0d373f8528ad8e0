package dev.gatehouse.identity.remember;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.RecordedEvent;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The replica that the test runs in, and another one. */
@QuarkusTest
class ForgetFeedTest {
    private final RememberedCalls here;
    private final RedisDataSource redis;
    private final Event<RecordedEvent> changes;
    private final UserTransaction transaction;
    private final RememberedCalls elsewhere = new RememberedCalls(Duration.ofSeconds(60), 100, Ticker.systemTicker());
    private final ForgetFeed feedElsewhere;
    private final Authenticated ada = new Authenticated(
            UUID.randomUUID(), "ada" + UUID.randomUUID(), Scope.of(Scope.OPENID), List.of("pwd"), Instant.now());

    @Inject
    ForgetFeedTest(
            RememberedCalls here,
            RedisDataSource redis,
            ReactiveRedisDataSource reactive,
            Event<RecordedEvent> changes,
            UserTransaction transaction) {
        this.here = here;
        this.redis = redis;
        this.changes = changes;
        this.transaction = transaction;
        feedElsewhere = new ForgetFeed(reactive, elsewhere);
    }

    @Test
    void aChangeIsForgottenOnEveryReplicaWhenItHasCommitted() throws Exception {
        begin();
        transaction.begin();
        changes.fire(passwordChanged());
        assertEquals(Optional.of(ada), here.find("home", ada.username(), "secret"));
        transaction.commit();
        assertEquals(Optional.empty(), here.find("home", ada.username(), "secret"));
        until(() -> elsewhere.find("home", ada.username(), "secret").isEmpty());
        end();
    }

    @Test
    void whatIsRolledBackIsNoChange() throws Exception {
        begin();
        transaction.begin();
        changes.fire(passwordChanged());
        transaction.rollback();
        assertEquals(Optional.of(ada), here.find("home", ada.username(), "secret"));
        assertEquals(Optional.of(ada), elsewhere.find("home", ada.username(), "secret"));
        end();
    }

    @Test
    void allIsForgottenWhenTheSubscriptionIsLostAndTheNextOneCounts() {
        begin();
        // Closes every connection that listens to a channel.
        redis.execute("CLIENT", "KILL", "TYPE", "pubsub");
        until(() -> elsewhere.find("home", ada.username(), "secret").isEmpty());
        until(() -> here.find("home", ada.username(), "secret").isEmpty());
        until(elsewhere::isListening);
        until(here::isListening);
        remember();
        changes.fire(passwordChanged());
        until(() -> elsewhere.find("home", ada.username(), "secret").isEmpty());
        end();
    }

    private void begin() {
        feedElsewhere.listen();
        until(elsewhere::isListening);
        until(here::isListening);
        remember();
    }

    private void remember() {
        for (RememberedCalls memory : List.of(here, elsewhere)) {
            memory.answer("home", ada.username(), "secret", () -> ada);
            assertEquals(Optional.of(ada), memory.find("home", ada.username(), "secret"));
        }
    }

    private void end() {
        feedElsewhere.stop(new ShutdownEvent());
    }

    private static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        assertTrue(holds.getAsBoolean());
    }

    private RecordedEvent passwordChanged() {
        return new RecordedEvent(
                0, Instant.now(), AuditKind.password_changed.name(), ada.subject(), null, null, null, null, null);
    }
}
