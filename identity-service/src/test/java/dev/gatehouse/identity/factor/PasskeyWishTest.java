package dev.gatehouse.identity.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.factor.SecondFactor.Missing;
import dev.gatehouse.identity.factor.SecondFactor.NotNeeded;
import dev.gatehouse.identity.factor.SecondFactor.Passed;
import dev.gatehouse.identity.passkey.Keychain;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.Reclaimed;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the wish to be asked for a passkey begins and ends. */
@QuarkusTest
class PasskeyWishTest {
    private final FactorKeeping keeping;
    private final FactorStore store;
    private final SecondFactor factor;
    private final Enrolment enrolment;
    private final Keychain keychain;
    private final UserStore users;
    private final AuditTrail trail;

    @Inject
    PasskeyWishTest(
            FactorKeeping keeping,
            FactorStore store,
            SecondFactor factor,
            Enrolment enrolment,
            Keychain keychain,
            UserStore users,
            AuditTrail trail) {
        this.keeping = keeping;
        this.store = store;
        this.factor = factor;
        this.enrolment = enrolment;
        this.keychain = keychain;
        this.users = users;
        this.trail = trail;
    }

    @Test
    void nobodyWishesForWhatTheyDoNotHave() {
        UUID user = user().id();
        assertInstanceOf(FactorKeeping.Nothing.class, keeping.requirePasskey(user));
        assertInstanceOf(NotNeeded.class, factor.check(user, null, null));
        keeping.releasePasskey(user);
        assertEquals(List.of(), events(user, "factor_added", "factor_removed"));
    }

    @Test
    void theWishGoesWithTheLastPasskey() {
        UUID user = user().id();
        Keychain.Key first = keychain.of(user);
        Keychain.Key second = keychain.of(user);
        keeping.requirePasskey(user);
        first.remove();
        assertInstanceOf(Missing.class, factor.check(user, null, null));
        second.remove();
        assertInstanceOf(NotNeeded.class, factor.check(user, null, null));
        assertEquals(0, keeping.overview(user).recoveryCodesLeft());
        assertEquals(
                List.of("factor_removed passkey", "factor_added passkey"),
                events(user, "factor_added", "factor_removed"));
    }

    @Test
    void whoeverHasSignedInWithOneFactorDoesNotEndTheWishByTakingTheLastPasskeyAway() {
        UUID user = user().id();
        Keychain.Key first = keychain.of(user);
        Keychain.Key second = keychain.of(user);
        keeping.requirePasskey(user);
        assertTrue(first.removeByOneFactor());
        assertFalse(second.removeByOneFactor());
        assertInstanceOf(Missing.class, factor.check(user, null, null));
        assertInstanceOf(Passed.class, factor.check(user, null, second.use(), null));
        keeping.releasePasskey(user);
        assertTrue(second.removeByOneFactor());
    }

    @Test
    void recoveryCodesStayAsLongAsAnyFactorDoes() {
        Account ada = user();
        Enrolment.Application application = enrolment.of(ada);
        keychain.of(ada.id());
        keeping.requirePasskey(ada.id());
        assertInstanceOf(FactorKeeping.Done.class, keeping.remove(ada.id(), application.code(1), null));
        assertEquals(10, keeping.overview(ada.id()).recoveryCodesLeft());
        assertEquals(new Missing(List.of("passkey")), factor.check(ada.id(), null, null));
    }

    @Test
    void whoeverGetsAnAccountBackIsNotAskedForAnothersPasskey() {
        UUID user = user().id();
        keychain.of(user);
        keeping.requirePasskey(user);
        store.forget(new Reclaimed(user));
        assertInstanceOf(NotNeeded.class, factor.check(user, null, null));
        assertNull(keeping.overview(user).passkeySince());
    }

    /** Those of the kinds, the latest first, with their details. */
    private List<String> events(UUID user, String... kinds) {
        return trail.page(user, null, 50).events().stream()
                .filter(event -> List.of(kinds).contains(event.event()))
                .map(event -> event.event() + " " + event.detail())
                .toList();
    }

    private Account user() {
        String name = "wish-" + UUID.randomUUID().toString().substring(0, 8);
        return users.insert(new NewUser(name, name + "@example.test", false, null, "a hash", false))
                .orElseThrow();
    }
}
