package dev.gatehouse.identity.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Those who guess are slowed down, those who know are not. */
@QuarkusTest
class GuessingTest {
    private static final String PASSWORD = "four-candles-please";
    private static final int MORE_THAN_FREE = 6;
    private final Authenticator authenticator;
    private final UserStore users;
    private final PasswordHasher hasher;

    @Inject
    GuessingTest(Authenticator authenticator, UserStore users, PasswordHasher hasher) {
        this.authenticator = authenticator;
        this.users = users;
        this.hasher = hasher;
    }

    @Test
    void manyGuessesAtOnceAreNotMoreThanOneByOne() throws Exception {
        Account ada = user();
        long begun = System.nanoTime();
        List<Authentication> answers = together(64, () -> signIn(ada.username(), "a guess", null));
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        long over = 63 - Long.numberOfLeadingZeros(seconds + 1);
        long told = answers.stream().filter(Refused.class::isInstance).count();
        assertTrue(told >= MORE_THAN_FREE && told <= MORE_THAN_FREE + over, told + " in " + seconds + " s");
        assertEquals(
                64 - told, answers.stream().filter(Throttled.class::isInstance).count());
    }

    @Test
    void manyRightOnesAtOnceAllPass() throws Exception {
        Account ada = user();
        assertTrue(together(64, () -> signIn(ada.username(), PASSWORD, null)).stream()
                .allMatch(Authenticated.class::isInstance));
    }

    @Test
    void whoHasToWaitWaitsWithTheRightPasswordToo() {
        Account ada = user();
        guess(ada.username(), null);
        Throttled answer = assertInstanceOf(Throttled.class, signIn(ada.username(), PASSWORD, null));
        assertTrue(answer.retryAfterSeconds() >= 1);
        assertInstanceOf(Throttled.class, authenticator.call(ada.username(), PASSWORD));
    }

    @Test
    void aNameThatNobodyHasIsThrottledLikeAnyOther() {
        String nobody = fresh();
        guess(nobody, null);
        assertInstanceOf(Throttled.class, signIn(nobody.toUpperCase(java.util.Locale.ROOT), PASSWORD, null));
    }

    @Test
    void guessesByUsernameAndByEmailAddressCountTogetherAndTheAnswersAreThoseOfAnyTwoNames() {
        String name = fresh();
        String email = name + "@example.org";
        assertTrue(users.insert(new NewUser(name, email, true, null, hasher.hash(PASSWORD), false))
                .isPresent());
        List<Authentication> known = guessByBoth(name, email);
        assertEquals(guessByBoth(fresh(), fresh() + "@example.org"), known);
    }

    /** The last of them is right where anybody has these names: eleven were wrong before. */
    private List<Authentication> guessByBoth(String name, String email) {
        guess(name, null);
        IntStream.range(0, MORE_THAN_FREE - 1).forEach(i -> signIn(email, "a guess", null));
        return List.of(signIn(email, PASSWORD, null), signIn(email, PASSWORD, null));
    }

    @Test
    void callsByBasicCountLikeSignIns() {
        String nobody = fresh();
        IntStream.range(0, MORE_THAN_FREE)
                .forEach(i -> assertInstanceOf(Refused.class, authenticator.call(nobody, "a guess")));
        assertInstanceOf(Throttled.class, signIn(nobody, "a guess", null));
    }

    @Test
    void aKnownDeviceGetsInWhileOthersGuess() {
        Account ada = user();
        String device = device(ada);
        guess(ada.username(), null);
        assertInstanceOf(Throttled.class, signIn(ada.username(), PASSWORD, null));
        Authenticated in = assertInstanceOf(Authenticated.class, signIn(ada.username(), PASSWORD, device));
        assertNull(in.device(), "it has one");
        assertInstanceOf(Throttled.class, signIn(ada.username(), PASSWORD, null));
    }

    @Test
    void aStolenDeviceGuessesNoFasterAndShutsOutNobodyElse() {
        Account ada = user();
        String stolen = device(ada);
        guess(ada.username(), stolen);
        assertInstanceOf(Throttled.class, signIn(ada.username(), PASSWORD, stolen));
        assertInstanceOf(Authenticated.class, signIn(ada.username(), PASSWORD, device(ada)));
    }

    @Test
    void aDeviceOfAnotherUserIsNone() {
        Account ada = user();
        String foreign = device(user());
        guess(ada.username(), null);
        assertInstanceOf(Throttled.class, signIn(ada.username(), PASSWORD, foreign));
    }

    @Test
    void anotherAccountIsNotConcerned() {
        guess(user().username(), null);
        assertInstanceOf(Authenticated.class, signIn(user().username(), PASSWORD, null));
    }

    private void guess(String name, @Nullable String device) {
        IntStream.range(0, MORE_THAN_FREE)
                .forEach(i -> assertInstanceOf(Refused.class, signIn(name, "a guess", device)));
    }

    private String device(Account account) {
        Authenticated in = assertInstanceOf(Authenticated.class, signIn(account.username(), PASSWORD, null));
        String device = in.device();
        assertNotNull(device);
        assertFalse(device.isBlank());
        return device;
    }

    private Authentication signIn(String login, String password, @Nullable String device) {
        return authenticator.signIn(new Credentials(login, password, null).from(device, null));
    }

    private Account user() {
        return users.insert(new NewUser(fresh(), null, false, null, hasher.hash(PASSWORD), false))
                .orElseThrow();
    }

    private static String fresh() {
        return "u" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static List<Authentication> together(int count, Callable<Authentication> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(count)) {
            return threads
                    .invokeAll(IntStream.range(0, count).mapToObj(i -> call).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
