package dev.gatehouse.identity.passkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is written down of the uses of a passkey. */
@QuarkusTest
class PasskeyUseTest {
    private final SoftAuthenticator authenticator = new SoftAuthenticator();
    private final String browser = Secrets.random();
    private final PasskeySignIn signIn;
    private final NotedPasskeys noted;
    private final Keychain keychain;
    private final UserStore users;
    private final EntityManager entities;

    @Inject
    PasskeyUseTest(
            PasskeySignIn signIn, NotedPasskeys noted, Keychain keychain, UserStore users, EntityManager entities) {
        this.signIn = signIn;
        this.noted = noted;
        this.keychain = keychain;
        this.users = users;
        this.entities = entities;
    }

    @Test
    void ofTwoUsesAtOnceWithOneCounterOneCounts() {
        UUID user = user();
        Passkey passkey = keychain.register(user, authenticator);
        assertEquals(
                new PasskeyStore.Counts(),
                noted.signIn(passkey, new Ceremonies.Use(Secrets.random(), 1, false), List.of()));
        assertEquals(
                new PasskeyStore.CountedBack(),
                noted.signIn(passkey, new Ceremonies.Use(Secrets.random(), 1, false), List.of()));
    }

    @Test
    void ofTwoAnswersToOneChallengeAtOnceOneCounts() throws InterruptedException {
        UUID user = user();
        Passkey passkey = keychain.register(user, authenticator);
        var use = new Ceremonies.Use(Secrets.random(), 0, false);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<PasskeyStore.Use>> both = Collections.nCopies(8, () -> noted.signIn(passkey, use, List.of()));
            assertEquals(
                    1,
                    threads.invokeAll(both).stream()
                            .filter(each -> each.resultNow() instanceof PasskeyStore.Counts)
                            .count());
        }
    }

    /** A program that holds a passkey can sign without end; what is kept of that has one. */
    @Test
    void whoSignsInWithoutEndIsToldToWait() {
        UUID user = user();
        Passkey passkey = keychain.register(user, authenticator);
        for (int i = 0; i < PasskeyStore.MOST_USED; i++) {
            assertEquals(new PasskeyStore.Counts(), noted.use(passkey, new Ceremonies.Use(Secrets.random(), 0, false)));
        }
        Throttled wait = assertInstanceOf(Throttled.class, use(user));
        assertTrue(wait.retryAfterSeconds() > 0 && wait.retryAfterSeconds() <= 301, wait.toString());
        var other = new SoftAuthenticator();
        keychain.register(user, other);
        assertInstanceOf(
                Authenticated.class, signIn.signIn(browser, other.use(keychain.challenge(browser), user), null));
        over(passkey);
        assertInstanceOf(Authenticated.class, use(user));
    }

    /** All challenges that it has signed are over. */
    private void over(Passkey passkey) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                                update identity.passkeys set used_challenges = array(
                                    select '1:' || split_part(used, ':', 2) from unnest(used_challenges) used)
                                where id = :id
                                """)
                        .setParameter("id", passkey.id())
                        .executeUpdate());
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
