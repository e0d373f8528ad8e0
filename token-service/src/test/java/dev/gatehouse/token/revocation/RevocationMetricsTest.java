package dev.gatehouse.token.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.TokenService.Kind;
import dev.gatehouse.common.peer.TokenService.Revoke;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What is counted and timed of revocations. */
@QuarkusTest
class RevocationMetricsTest {
    private final Revocations revocations;
    private final RevocationStore store;
    private final RevocationTail tail;
    private final MeterRegistry registry;

    @Inject
    RevocationMetricsTest(Revocations revocations, RevocationStore store, RevocationTail tail, MeterRegistry registry) {
        this.revocations = revocations;
        this.store = store;
        this.tail = tail;
        this.registry = registry;
    }

    @Test
    void whatWasRevokedAlreadyIsNotCountedAgain() {
        var session = new Revoke(Kind.sid, UUID.randomUUID().toString());
        double before = counted();
        revocations.revoke(session);
        revocations.revoke(session);
        assertEquals(before + 1, counted());
    }

    private double counted() {
        return registry.get("gatehouse.revocations")
                .tag("kind", "sid")
                .counter()
                .count();
    }

    @Test
    void howLateAReplicaIsIncludesTellingItsListeners() {
        var slow = new RevocationTail.Listener() {
            @Override
            public void told(Revocation revocation) {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            }

            @Override
            public void lost() {}
        };
        Timer lag = registry.get("gatehouse.revocation.lag").timer();
        double before = lag.totalTime(TimeUnit.MILLISECONDS);
        tail.add(slow);
        try {
            store.append(new Revoke(Kind.sid, UUID.randomUUID().toString()));
            tail.look();
        } finally {
            tail.remove(slow);
        }
        // Whoever looks first has told it when the other gets its turn.
        assertTrue(lag.totalTime(TimeUnit.MILLISECONDS) - before >= 300);
    }
}
