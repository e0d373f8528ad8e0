package dev.gatehouse.identity.passkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How users get passkeys, name them and get rid of them. */
@QuarkusTest
class PasskeyKeepingTest {
    private final PasskeyKeeping keeping;
    private final PasskeySignIn signIn;
    private final PasskeyExport export;
    private final Keychain keychain;
    private final UserStore users;
    private final SoftAuthenticator authenticator = new SoftAuthenticator();
    private final String browser = Secrets.random();

    @Inject
    PasskeyKeepingTest(
            PasskeyKeeping keeping, PasskeySignIn signIn, PasskeyExport export, Keychain keychain, UserStore users) {
        this.keeping = keeping;
        this.signIn = signIn;
        this.export = export;
        this.keychain = keychain;
        this.users = users;
    }

    @Test
    void theLastWayInStays() {
        UUID user = users.insert(new NewUser("only-" + UUID.randomUUID(), null, false, null, null, false))
                .orElseThrow()
                .id();
        Passkey passkey = keychain.register(user, authenticator);
        assertEquals(PasskeyKeeping.Removal.LAST_WAY_IN, keeping.remove(user, passkey.id(), true));
        assertInstanceOf(Authenticated.class, use(user));
    }

    @Test
    void aRegistrationAnswersItsUsersChallengeOnce() {
        UUID user = user();
        UUID other = user();
        String challenge = keychain.asked(user).challenge();
        var answer = authenticator.register(challenge);
        assertInstanceOf(PasskeyKeeping.NotPasskey.class, keeping.add(other, "mine", answer));
        assertInstanceOf(PasskeyKeeping.Added.class, keeping.add(user, "mine", answer));
        assertInstanceOf(PasskeyKeeping.NotPasskey.class, keeping.add(user, "mine", answer));
        var forSignIn = authenticator.register(keychain.challenge(browser));
        assertInstanceOf(PasskeyKeeping.NotPasskey.class, keeping.add(user, "mine", forSignIn));
        var again = authenticator.register(keychain.asked(other).challenge());
        assertInstanceOf(PasskeyKeeping.Taken.class, keeping.add(other, "mine too", again));
    }

    @Test
    void thereAreOnlySoMany() {
        UUID user = user();
        for (int i = 0; i < 20; i++) {
            keychain.register(user, new SoftAuthenticator());
        }
        assertEquals(20, keychain.asked(user).excludeCredentials().size());
        var oneMore = authenticator.register(keychain.asked(user).challenge());
        assertInstanceOf(PasskeyKeeping.Full.class, keeping.add(user, "one more", oneMore));
    }

    @Test
    void aPasskeyHasANameAndGoesWithItsOwner() {
        UUID user = user();
        Passkey passkey = keychain.register(user, authenticator);
        assertTrue(keeping.rename(user(), passkey.id(), "not mine").isEmpty());
        assertEquals(
                "phone",
                keeping.rename(user, passkey.id(), "phone").orElseThrow().name());
        assertEquals("phone", export.of(user).getFirst().name());
        users.remove(user);
        assertEquals(new Refused("invalid_credentials"), use(user));
        assertTrue(keeping.list(user).isEmpty());
    }

    @Test
    void nobodyIsGivenChallengesWithoutEnd() {
        UUID user = user();
        for (int i = 0; i < 60; i++) {
            keychain.asked(user);
        }
        int seconds = assertInstanceOf(PasskeyKeeping.Later.class, keeping.options(user, "alice"))
                .seconds();
        assertTrue(seconds > 0 && seconds <= 300, seconds + " s");
        keychain.asked(user());
    }

    private Authentication use(UUID user) {
        return signIn.signIn(browser, authenticator.use(keychain.challenge(browser), user), null);
    }

    private UUID user() {
        String name = "passkey-" + UUID.randomUUID().toString().substring(0, 8);
        return users.insert(new NewUser(name, name + "@example.test", false, null, "no hash", false))
                .orElseThrow()
                .id();
    }
}
