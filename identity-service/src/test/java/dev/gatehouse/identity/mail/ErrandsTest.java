package dev.gatehouse.identity.mail;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrandsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Errands errands = new Errands(
            vertx,
            new SmallRyeConfigBuilder()
                    .withMapping(MailConfig.class)
                    .withDefaultValue("gatehouse.mail.queue", "2")
                    .build()
                    .getConfigMapping(MailConfig.class));

    @AfterEach
    void stop() {
        errands.stop();
        vertx.close();
    }

    @Test
    void nobodyWaitsAndWhatIsTooMuchIsDropped() throws InterruptedException {
        var done = new CountDownLatch(2);
        var go = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            assertTrue(errands.run(() -> {
                try {
                    assertTrue(go.await(20, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                done.countDown();
            }));
        }
        assertFalse(errands.run(done::countDown));
        go.countDown();
        assertTrue(done.await(20, TimeUnit.SECONDS));
    }

    @Test
    void oneThatFailsMakesRoomForTheNext() throws InterruptedException {
        var done = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            while (!errands.run(() -> {
                done.countDown();
                throw new IllegalStateException("on purpose");
            })) {
                Thread.sleep(5);
            }
        }
        assertTrue(done.await(20, TimeUnit.SECONDS));
    }
}
