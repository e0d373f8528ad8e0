package dev.gatehouse.common.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work that is come back to. */
class RoundsTest {
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Rounds rounds = new Rounds("work waits", Duration.ofMillis(1), vertx, threads);

    @AfterEach
    void end() {
        rounds.stop();
        threads.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void oneThatFailsIsFollowedByTheNext() throws InterruptedException {
        var three = new CountDownLatch(3);
        rounds.begin(() -> {
            three.countDown();
            throw new IllegalStateException("failed");
        });
        assertTrue(three.await(30, TimeUnit.SECONDS));
    }

    @Test
    void noTwoAreUnderWayAtOnce() throws InterruptedException {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var five = new CountDownLatch(5);
        rounds.begin(() -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            five.countDown();
        });
        assertTrue(five.await(30, TimeUnit.SECONDS));
        assertEquals(1, most.get());
    }

    @Test
    void noneBeginsOnceItIsStopped() throws InterruptedException {
        var ran = new CountDownLatch(1);
        rounds.stop();
        rounds.begin(ran::countDown);
        var later = new CountDownLatch(1);
        vertx.setTimer(20, ignored -> later.countDown());
        assertTrue(later.await(30, TimeUnit.SECONDS));
        threads.close();
        assertEquals(1, ran.getCount());
    }
}
