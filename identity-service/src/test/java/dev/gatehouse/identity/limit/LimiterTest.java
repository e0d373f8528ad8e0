package dev.gatehouse.identity.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.limit.Limiter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LimiterTest {
    private final Limiter limiter;

    @Inject
    LimiterTest(Limiter limiter) {
        this.limiter = limiter;
    }

    @Test
    void ofManyAtOnceSoManyMayGoOnAndTheOthersAreToldWhen() throws Exception {
        String who = UUID.randomUUID().toString();
        Callable<Integer> take = () -> limiter.take("test", who, 3, Duration.ofMinutes(1));
        int free = 0;
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var each : threads.invokeAll(Collections.nCopies(12, take))) {
                int wait = each.get();
                free += wait == 0 ? 1 : 0;
                assertTrue(wait <= 60, wait + " s");
            }
        }
        assertEquals(3, free);
        assertEquals(0, limiter.take("test", UUID.randomUUID().toString(), 3, Duration.ofMinutes(1)));
    }

    @Test
    void theTimePasses() throws InterruptedException {
        String who = UUID.randomUUID().toString();
        assertEquals(0, limiter.take("test", who, 1, Duration.ofMillis(300)));
        assertEquals(1, limiter.take("test", who, 1, Duration.ofMillis(300)));
        Thread.sleep(350);
        assertEquals(0, limiter.take("test", who, 1, Duration.ofMillis(300)));
    }
}
