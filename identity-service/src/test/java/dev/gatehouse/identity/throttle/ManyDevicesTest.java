package dev.gatehouse.identity.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ManyDevicesTest {
    private final Throttle throttle;
    private final ThrottleConfig config;

    @Inject
    ManyDevicesTest(Throttle throttle, ThrottleConfig config) {
        this.throttle = throttle;
        this.config = config;
    }

    @Test
    void manyDevicesAreNotAsManyGuesses() {
        UUID user = UUID.randomUUID();
        int devices = 0;
        // On a slow machine the first waits are over before they are seen; each is twice as long as the one before.
        while (throttle.before(attempt(user, device(user))) == 0 && devices < 2 * Throttle.MANY_DEVICES) {
            String device = device(user);
            for (int i = 0; i < config.freeAttempts(); i++) {
                throttle.settle(attempt(user, device), false);
            }
            devices++;
        }
        assertTrue(
                devices > Throttle.MANY_DEVICES && devices < 2 * Throttle.MANY_DEVICES,
                devices + " devices had guesses");
        // Where it has signed in as nobody, a browser is counted as ever; and so are the devices of others.
        assertEquals(0, throttle.before(attempt(user, null)));
        UUID another = UUID.randomUUID();
        assertEquals(0, throttle.before(attempt(another, device(another))));
    }

    @Test
    void wrongOnesOfAFewDevicesDoNotMakeAnotherWait() {
        UUID user = UUID.randomUUID();
        for (int i = 0; i < 4; i++) {
            String device = device(user);
            for (int j = 0; j <= config.freeAttempts(); j++) {
                throttle.settle(attempt(user, device), false);
            }
        }
        assertEquals(0, throttle.before(attempt(user, device(user))));
    }

    @Test
    void slipsBeforeARightPasswordDoNotAddUp() {
        UUID user = UUID.randomUUID();
        String device = device(user);
        for (int i = 0; i < 2 * Throttle.MANY_DEVICES; i++) {
            for (int j = 0; j < config.freeAttempts(); j++) {
                throttle.settle(attempt(user, device), false);
            }
            assertEquals(0, throttle.before(attempt(user, device)));
            throttle.settle(attempt(user, device), true);
        }
    }

    private String device(UUID user) {
        return throttle.newDevice(user, null).orElseThrow();
    }

    private Attempt attempt(UUID user, @Nullable String device) {
        return throttle.attempt("ada-" + user, user, device, "203.0.113.7");
    }
}
