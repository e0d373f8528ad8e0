package dev.gatehouse.identity.authentication;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.identity.factor.Enrolment;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever knows a password guesses no codes with it, and shuts nobody out. */
@QuarkusTest
class GuessedCodesTest {
    private static final String PASSWORD = "four-candles-please";
    private static final int FREE = 5;
    private final Authenticator authenticator;
    private final UserStore users;
    private final PasswordHasher hasher;
    private final Enrolment enrolment;

    @Inject
    GuessedCodesTest(Authenticator authenticator, UserStore users, PasswordHasher hasher, Enrolment enrolment) {
        this.authenticator = authenticator;
        this.users = users;
        this.hasher = hasher;
        this.enrolment = enrolment;
    }

    @Test
    void aKnownDeviceGetsInWhileOthersGuessCodesAndGivesThemNoNewOnes() {
        Account ada = user();
        String device = device(ada);
        Enrolment.Application application = enrolment.of(ada);
        guess(ada, FREE + 1, null);
        assertInstanceOf(Throttled.class, signIn(ada, application.code(1), null));
        assertInstanceOf(Authenticated.class, signIn(ada, application.code(1), device));
        // One more, or none yet: had they five new ones, the second would be told, too.
        signIn(ada, "000000", null);
        assertInstanceOf(Throttled.class, signIn(ada, "000000", null));
    }

    @Test
    void aStolenDeviceGuessesNoFasterAndShutsOutNoOther() {
        Account ada = user();
        String stolen = device(ada);
        String device = device(ada);
        Enrolment.Application application = enrolment.of(ada);
        guess(ada, FREE + 1, stolen);
        assertInstanceOf(Throttled.class, signIn(ada, application.code(1), stolen));
        assertInstanceOf(Authenticated.class, signIn(ada, application.code(1), device));
    }

    @Test
    void manyDevicesDoNotMakeManyGuesses() {
        Account ada = user();
        String[] devices = {device(ada), device(ada), device(ada), device(ada), device(ada)};
        Enrolment.Application application = enrolment.of(ada);
        for (int i = 0; i < 4; i++) {
            guess(ada, FREE, devices[i]);
        }
        guess(ada, 1, devices[4]);
        assertInstanceOf(Throttled.class, signIn(ada, application.code(1), devices[4]));
    }

    @Test
    void aCodeThatWasUsedGivesNoNewTries() {
        Account ada = user();
        String device = device(ada);
        Enrolment.Application application = enrolment.of(ada);
        String seen = application.code(1);
        assertInstanceOf(Authenticated.class, signIn(ada, seen, device));
        guess(ada, FREE, device);
        assertInstanceOf(Refused.class, signIn(ada, seen, device));
        assertInstanceOf(Throttled.class, signIn(ada, "000000", device));
    }

    private void guess(Account account, int times, @Nullable String device) {
        for (int i = 0; i < times; i++) {
            assertInstanceOf(Refused.class, signIn(account, "000000", device));
        }
    }

    /** One that has signed in before there was a second factor. */
    private String device(Account account) {
        String device = assertInstanceOf(
                        Authenticated.class, authenticator.signIn(new Credentials(account.username(), PASSWORD, null)))
                .device();
        assertNotNull(device);
        return device;
    }

    private Authentication signIn(Account account, String code, @Nullable String device) {
        return authenticator.signIn(new Credentials(account.username(), PASSWORD, code).from(device, null));
    }

    private Account user() {
        String name = "c" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, hasher.hash(PASSWORD), false))
                .orElseThrow();
    }
}
