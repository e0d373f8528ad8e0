package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.common.peer.OAuthService;
import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.common.problem.PeerAway;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.Beside;
import dev.gatehouse.identity.user.UserAdministration.Removal;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What happens while the other services are away, as they are beside these tests. */
@QuarkusTest
class AccountClosingTest {
    private static final String ACTOR = "an administrator";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private final UserAdministration administration;
    private final NotedChanges changes;
    private final AccountClosing closing;
    private final ClosingStore closings;
    private final UserStore users;

    @Inject
    AccountClosingTest(
            UserAdministration administration,
            NotedChanges changes,
            AccountClosing closing,
            ClosingStore closings,
            UserStore users) {
        this.administration = administration;
        this.changes = changes;
        this.closing = closing;
        this.closings = closings;
        this.users = users;
    }

    @Test
    void aRemovalClosesTheAccountAtOnceAndIsKeptForLater() {
        UUID user = user();
        assertEquals(Removal.UNDER_WAY, administration.remove(user, EntityTag.ifMatch(null), ACTOR));
        assertTrue(users.account(user).orElseThrow().disabled());
        assertEquals(Optional.of(new ClosingStore.Closing(user, true, ACTOR, 0)), closings.find(user));
        assertEquals(Removal.ABSENT, administration.remove(UUID.randomUUID(), EntityTag.ifMatch(null), ACTOR));
        forget(user);
    }

    @Test
    void disablingIsKeptForLaterToo() {
        UUID user = user();
        disable(user, true);
        assertEquals(Optional.of(new ClosingStore.Closing(user, false, ACTOR, 0)), closings.find(user));
        disable(user, false);
        assertTrue(closings.find(user).isPresent(), "what they held before ends though they may sign in again");
        assertFalse(users.account(user).orElseThrow().disabled());
        forget(user);
    }

    @Test
    void aSignOutEverywhereThatFailedIsFinishedLaterAndTheAccountStaysOpen() {
        UUID user = user();
        assertThrows(PeerAway.class, () -> administration.signOut(user, ACTOR));
        assertFalse(closings.find(user).orElseThrow().removal());
        Beside.of(TokenService.class);
        Beside sessions = Beside.of(SessionService.class);
        // Others may be due before, whose consents are forgotten.
        Beside.of(OAuthService.class);
        closing.finishThoseDue();
        assertTrue(sessions.calls().contains("endAll " + user), sessions.calls().toString());
        assertTrue(closings.find(user).isEmpty());
        assertFalse(users.account(user).orElseThrow().disabled());
    }

    @Test
    void aSignOutEverywhereLeavesNothingToDoWhereAllAnswer() {
        UUID user = user();
        Beside.of(TokenService.class);
        Beside sessions = Beside.of(SessionService.class);
        assertTrue(administration.signOut(user, ACTOR));
        assertEquals(List.of("endAll " + user), sessions.calls());
        assertTrue(closings.find(user).isEmpty());
        administration.endAll(UUID.randomUUID());
        assertEquals(1, sessions.calls().size(), "nobody is there to sign out");
    }

    @Test
    void whoFinishesOneClosingDoesNotTakeTheNextForDone() {
        UUID user = user();
        disable(user, true);
        ClosingStore.Closing first = closings.find(user).orElseThrow();
        disable(user, false);
        disable(user, true);
        closings.done(first);
        assertTrue(closings.find(user).isPresent());
        closings.done(closings.find(user).orElseThrow());
        assertTrue(closings.find(user).isEmpty());
        forget(user);
    }

    @Test
    void thereIsNoWayBackFromARemoval() {
        UUID user = user();
        administration.remove(user, EntityTag.ifMatch(null), ACTOR);
        assertInstanceOf(ProfileEditing.Absent.class, change(user, false));
        assertTrue(users.account(user).orElseThrow().disabled());
        disable(user, true);
        assertTrue(closings.find(user).orElseThrow().removal());
        forget(user);
    }

    @Test
    void oneReplicaTakesItUpWhenItIsDueAndTheNextOneLater() throws Exception {
        UUID user = user();
        administration.remove(user, EntityTag.ifMatch(null), ACTOR);
        Callable<Optional<ClosingStore.Closing>> takeUp = () -> closings.takeUp(LONGEST);
        int taken = 0;
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<ClosingStore.Closing>> each : replicas.invokeAll(Collections.nCopies(8, takeUp))) {
                taken += each.get().filter(found -> found.user().equals(user)).isPresent() ? 1 : 0;
            }
        }
        assertEquals(1, taken);
        forget(user);
    }

    @Test
    void whoeverClosesAnAccountIsFirstAloneWithIt() {
        UUID user = user();
        changes.close(user, true, account -> true, ACTOR);
        assertTrue(closings.takeUp(LONGEST)
                .filter(found -> found.user().equals(user))
                .isEmpty());
        closings.giveBack(user);
        closing.finishThoseDue();
        assertTrue(users.account(user).isPresent(), "nobody is removed before all that they hold has ended");
        forget(user);
    }

    private void disable(UUID user, boolean disabled) {
        assertInstanceOf(ProfileEditing.Edited.class, change(user, disabled));
    }

    private ProfileEditing.Outcome change(UUID user, boolean disabled) {
        var asked = new AdministeredChange(JsonNodeFactory.instance.objectNode(), disabled, null);
        return administration.change(user, ACTOR, asked, EntityTag.ifMatch(null));
    }

    /** So that no other test takes it up. */
    private void forget(UUID user) {
        changes.remove(user, ACTOR);
        assertEquals(Optional.empty(), closings.find(user));
    }

    private UUID user() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, null, false))
                .orElseThrow()
                .id();
    }
}
