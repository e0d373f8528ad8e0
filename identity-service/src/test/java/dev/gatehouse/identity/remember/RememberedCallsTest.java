package dev.gatehouse.identity.remember;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedCallsTest {
    private static final Optional<Authenticated> NOTHING = Optional.empty();
    private final AtomicLong nanos = new AtomicLong();
    private final RememberedCalls memory = new RememberedCalls(Duration.ofSeconds(60), 100, nanos::get);
    private final Authenticated ada = user("ada");

    @Test
    void aRightPasswordIsRememberedForAMinuteAtMost() {
        memory.listening();
        remember(ada, "secret");
        assertEquals(Optional.of(ada), memory.find("ada", "secret"));
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertEquals(Optional.of(ada), memory.find("ada", "secret"));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(NOTHING, memory.find("ada", "secret"));
        assertThrows(
                IllegalArgumentException.class, () -> new RememberedCalls(Duration.ofSeconds(61), 100, nanos::get));
    }

    @Test
    void nameAndPasswordAreNotMixedUp() {
        memory.listening();
        remember(ada, "secret");
        assertEquals(NOTHING, memory.find("ada", "secret2"));
        assertEquals(NOTHING, memory.find("adas", "ecret"));
        assertEquals(NOTHING, memory.find("bob", "secret"));
    }

    @Test
    void theUserWhosePasswordChangesIsForgottenAndNobodyElse() {
        memory.listening();
        Authenticated bob = user("bob");
        remember(ada, "secret");
        remember(bob, "secret");
        memory.forget(ada.subject());
        assertEquals(NOTHING, memory.find("ada", "secret"));
        assertEquals(Optional.of(bob), memory.find("bob", "secret"));
    }

    @Test
    void whatWasLookedAtBeforeAChangeIsNotRememberedAfterIt() {
        memory.listening();
        long before = memory.generation();
        memory.forget(ada.subject());
        memory.remember(before, "ada", "secret", ada);
        assertEquals(NOTHING, memory.find("ada", "secret"));
    }

    @Test
    void nothingIsRememberedWhileChangesAreNotHeardOf() {
        remember(ada, "secret");
        assertEquals(NOTHING, memory.find("ada", "secret"));
        memory.listening();
        remember(ada, "secret");
        memory.deaf();
        assertEquals(NOTHING, memory.find("ada", "secret"));
        memory.forget(ada.subject());
        remember(ada, "secret");
        assertEquals(NOTHING, memory.find("ada", "secret"));
    }

    @Test
    void aGapWhileAPasswordIsLookedAtIsNotOverlooked() {
        memory.listening();
        long before = memory.generation();
        memory.deaf();
        memory.listening();
        memory.remember(before, "ada", "secret", ada);
        assertEquals(NOTHING, memory.find("ada", "secret"));
    }

    private void remember(Authenticated user, String password) {
        memory.remember(memory.generation(), user.username(), password, user);
    }

    private static Authenticated user(String name) {
        return new Authenticated(UUID.randomUUID(), name, Scope.of(Scope.OPENID), List.of("pwd"), Instant.now());
    }
}
