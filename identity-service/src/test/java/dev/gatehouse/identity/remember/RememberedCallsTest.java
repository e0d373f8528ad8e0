package dev.gatehouse.identity.remember;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedCallsTest {
    private static final String HOME = "home";
    private static final Refused NOTHING = new Refused("invalid_credentials");
    private final AtomicLong nanos = new AtomicLong();
    private final RememberedCalls memory = new RememberedCalls(Duration.ofSeconds(60), 100, nanos::get);
    private final Authenticated ada = user("ada");
    private final AtomicInteger checks = new AtomicInteger();

    @Test
    void aRightPasswordIsRememberedForAMinuteAtMost() {
        memory.listening();
        remember(ada, "secret");
        assertEquals(Optional.of(ada), memory.find(HOME, "ada", "secret"));
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertEquals(Optional.of(ada), memory.find(HOME, "ada", "secret"));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(Optional.empty(), memory.find(HOME, "ada", "secret"));
        assertThrows(
                IllegalArgumentException.class, () -> new RememberedCalls(Duration.ofSeconds(61), 100, nanos::get));
    }

    @Test
    void nameAndPasswordAreNotMixedUp() {
        memory.listening();
        remember(ada, "secret");
        assertEquals(Optional.empty(), memory.find(HOME, "ada", "secret2"));
        assertEquals(Optional.empty(), memory.find(HOME, "adas", "ecret"));
        assertEquals(Optional.empty(), memory.find(HOME, "bob", "secret"));
    }

    @Test
    void fromAnotherNetworkNothingIsKnown() {
        memory.listening();
        remember(ada, "secret");
        assertEquals(Optional.empty(), memory.find("elsewhere", "ada", "secret"));
        assertEquals(NOTHING, memory.answer("elsewhere", "ada", "secret", () -> NOTHING));
        assertEquals(NOTHING, memory.answer("elsewhere", "ada", "another", () -> NOTHING));
        assertEquals(Optional.of(ada), memory.find(HOME, "ada", "secret"));
    }

    @Test
    void anotherPasswordFromTheSameNetworkMakesTheRightOneForgottenBeforeItIsChecked() {
        memory.listening();
        remember(ada, "secret");
        memory.answer(HOME, "ada", "another", () -> {
            assertEquals(Optional.empty(), memory.find(HOME, "ada", "secret"));
            return NOTHING;
        });
        // As it is while one has to wait: the right one is not told from the wrong ones.
        assertEquals(NOTHING, memory.answer(HOME, "ada", "secret", () -> NOTHING));
        assertEquals(ada, memory.answer(HOME, "ada", "secret", () -> ada));
        assertEquals(Optional.of(ada), memory.find(HOME, "ada", "secret"));
    }

    @Test
    void theUserWhosePasswordChangesIsForgottenAndNobodyElse() {
        memory.listening();
        Authenticated bob = user("bob");
        remember(ada, "secret");
        remember(bob, "secret");
        memory.forget(ada.subject());
        assertEquals(Optional.empty(), memory.find(HOME, "ada", "secret"));
        assertEquals(Optional.of(bob), memory.find(HOME, "bob", "secret"));
    }

    @Test
    void whatWasLookedAtBeforeAChangeIsNotRememberedAfterIt() {
        memory.listening();
        memory.answer(HOME, "ada", "secret", () -> {
            memory.forget(ada.subject());
            return ada;
        });
        assertEquals(Optional.empty(), memory.find(HOME, "ada", "secret"));
    }

    @Test
    void nothingIsRememberedWhileChangesAreNotHeardOf() {
        remember(ada, "secret");
        assertEquals(Optional.empty(), memory.find(HOME, "ada", "secret"));
        memory.listening();
        remember(ada, "secret");
        memory.deaf();
        assertEquals(Optional.empty(), memory.find(HOME, "ada", "secret"));
        memory.forget(ada.subject());
        remember(ada, "secret");
        assertEquals(Optional.empty(), memory.find(HOME, "ada", "secret"));
    }

    @Test
    void aGapWhileAPasswordIsLookedAtIsNotOverlooked() {
        memory.listening();
        memory.answer(HOME, "ada", "secret", () -> {
            memory.deaf();
            memory.listening();
            return ada;
        });
        assertEquals(Optional.empty(), memory.find(HOME, "ada", "secret"));
    }

    @Test
    void ofCallsAtOnceOneChecksAndAllAreAnswered() throws Exception {
        memory.listening();
        assertEquals(List.of(ada, ada, ada, ada), atOnce(4, ada));
        assertEquals(1, checks.get());
    }

    @Test
    void callsAtOnceThatAreRefusedShareTheRefusalAndNoneIsRemembered() throws Exception {
        memory.listening();
        assertEquals(List.of(NOTHING, NOTHING, NOTHING, NOTHING), atOnce(4, NOTHING));
        assertEquals(1, checks.get());
        assertEquals(ada, memory.answer(HOME, "ada", "secret", () -> ada));
    }

    @Test
    void nobodyWaitsForAnAnswerFromBeforeAChange() {
        memory.listening();
        Authentication first = memory.answer(HOME, "ada", "secret", () -> {
            memory.forget(ada.subject());
            // A call that comes after the change, while the first is under way.
            assertEquals(NOTHING, memory.answer(HOME, "ada", "secret", () -> NOTHING));
            return ada;
        });
        assertEquals(ada, first);
    }

    @Test
    void whereTheCheckFailsThoseWhoWaitCheckForThemselves() throws Exception {
        memory.listening();
        var waiting = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> memory.answer(HOME, "ada", "secret", () -> {
                await(waiting);
                throw new IllegalStateException("PostgreSQL is away");
            }));
            while (memory.underWay() == 0) {
                Thread.onSpinWait();
            }
            var second = threads.submit(() -> memory.answer(HOME, "ada", "secret", () -> ada));
            waiting.countDown();
            assertThrows(ExecutionException.class, first::get);
            assertEquals(ada, second.get());
        }
        assertEquals(0, memory.underWay());
    }

    /** The first holds on to its check until all others wait for it. */
    private List<Authentication> atOnce(int calls, Authentication answer) throws Exception {
        Set<Thread> callers = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(Collections.<Callable<Authentication>>nCopies(calls, () -> {
                callers.add(Thread.currentThread());
                return memory.answer(HOME, "ada", "secret", () -> {
                    checks.incrementAndGet();
                    while (callers.stream()
                                    .filter(caller -> caller.getState() == Thread.State.WAITING)
                                    .count()
                            < calls - 1) {
                        Thread.yield();
                    }
                    return answer;
                });
            }));
            var found = new ArrayList<Authentication>();
            for (var one : answers) {
                found.add(one.get());
            }
            return found;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void remember(Authenticated user, String password) {
        memory.answer(HOME, user.username(), password, () -> user);
    }

    private static Authenticated user(String name) {
        return new Authenticated(UUID.randomUUID(), name, Scope.of(Scope.OPENID), List.of("pwd"), Instant.now());
    }
}
