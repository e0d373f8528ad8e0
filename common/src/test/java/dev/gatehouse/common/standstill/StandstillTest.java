package dev.gatehouse.common.standstill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private final AtomicLong monotonic = new AtomicLong();
    private final AtomicLong wall = new AtomicLong();
    private final Standstill standstill = new Standstill(monotonic::get, () -> Instant.ofEpochMilli(wall.get()));

    @Test
    void whoGoesOnDoesNotStandStill() {
        for (int i = 0; i < 10; i++) {
            passes(Duration.ofSeconds(1));
            standstill.beat();
        }
        assertEquals(0, standstill.count());
    }

    @Test
    void aProcessThatWasFrozenKnowsBeforeItsFirstAnswer() {
        passes(Duration.ofSeconds(4));
        assertEquals(1, standstill.count());
        assertEquals(1, standstill.count());
    }

    @Test
    void whateverRunsFirstAfterwards() {
        passes(Duration.ofSeconds(4));
        standstill.beat();
        assertEquals(1, standstill.count());
    }

    /** Its monotonic clock stood still with it. */
    @Test
    void aMachineThatWasSuspendedKnowsByTheTimeOfDay() {
        wall.addAndGet(Duration.ofHours(1).toMillis());
        assertEquals(1, standstill.count());
    }

    /** Its time of day was set back meanwhile. */
    @Test
    void orByTheOtherClock() {
        monotonic.addAndGet(Duration.ofSeconds(4).toNanos());
        wall.addAndGet(Duration.ofHours(-1).toMillis());
        assertEquals(1, standstill.count());
    }

    /** Nor is it missed where it happens while the clocks are read. */
    @Test
    void whatHappensInABeatIsSeenByTheNext() {
        var freezes = new AtomicBoolean();
        var beating = new Standstill(
                () -> freezes.getAndSet(false)
                        ? monotonic.getAndAdd(Duration.ofSeconds(4).toNanos())
                        : monotonic.get(),
                () -> Instant.EPOCH);
        freezes.set(true);
        beating.beat();
        assertEquals(1, beating.count());
    }

    @Test
    void eachTimeCounts() {
        passes(Duration.ofMinutes(1));
        assertEquals(1, standstill.count());
        passes(Duration.ofMinutes(1));
        assertEquals(2, standstill.count());
    }

    private void passes(Duration time) {
        monotonic.addAndGet(time.toNanos());
        wall.addAndGet(time.toMillis());
    }
}
