package dev.gatehouse.bench.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Files under /proc as Linux writes them. */
class UsageTest {
    private static final String STAT =
            "4711 (a (strange) name) S 1 4711 4711 0 -1 4194560 100 0 0 0 120 30 7 3 20 0 30 0 12345 1000 200\n";

    @Test
    void timeOfUserAndSystemCounts() {
        assertEquals(Duration.ofMillis(1500), Usage.cpu(STAT, false));
    }

    @Test
    void childrenThatEndedCountWhereAskedFor() {
        assertEquals(Duration.ofMillis(1600), Usage.cpu(STAT, true));
    }

    @Test
    void ofTheMachineAllCountsThatIsNotIdle() {
        //                                        user nice system idle iowait irq softirq steal guest guest_nice
        assertEquals(Duration.ofMillis(1660), Usage.busy("cpu  100 1 50 9000 800 2 3 10 77 77"));
    }

    @Test
    void memoryIsInKibibytes() {
        assertEquals(123456, Usage.resident("Name:\tjava\nVmHWM:\t  200000 kB\nVmRSS:\t  123456 kB\nThreads:\t30\n"));
        assertEquals(0, Usage.resident("Name:\tjava\nState:\tZ (zombie)\n"));
    }
}
