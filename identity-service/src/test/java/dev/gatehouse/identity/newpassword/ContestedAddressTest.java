package dev.gatehouse.identity.newpassword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.common.peer.SessionService;
import dev.gatehouse.common.peer.TokenService;
import dev.gatehouse.identity.Beside;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A reset while another account confirms the same address: one of them has it, and the password is set. */
@QuarkusTest
class ContestedAddressTest {
    private static final String PASSWORD = "four-candles-please";
    private final NewPassword passwords;
    private final UserStore users;
    private final OneTimeTokens tokens;
    private final PasswordHasher hasher;
    private final EntityManager entities;

    @Inject
    ContestedAddressTest(
            NewPassword passwords,
            UserStore users,
            OneTimeTokens tokens,
            PasswordHasher hasher,
            EntityManager entities) {
        this.passwords = passwords;
        this.users = users;
        this.tokens = tokens;
        this.hasher = hasher;
        this.entities = entities;
    }

    @Test
    void theResetSetsThePasswordAndLeavesTheAddressToWhoeverConfirmedItFirst() throws Exception {
        Beside.of(TokenService.class);
        Beside.of(SessionService.class);
        String address = "contested-" + UUID.randomUUID() + "@example.org";
        Account ada = registered(address);
        Account eve = registered(address);
        String token = tokens.issue(ada.id(), Purpose.reset_password, address, Duration.ofMinutes(5));
        Future<NewPassword.Outcome> reset;
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            QuarkusTransaction.begin();
            entities.createNativeQuery("update identity.users set email_verified = true where id = :id")
                    .setParameter("id", eve.id())
                    .executeUpdate();
            reset = other.submit(() -> passwords.reset(token, PASSWORD));
            while (!someoneWaits() && !reset.isDone()) {
                Thread.sleep(10);
            }
            QuarkusTransaction.commit();
        }
        assertInstanceOf(NewPassword.Changed.class, reset.get(1, TimeUnit.MINUTES));
        Account now = users.account(ada.id()).orElseThrow();
        assertTrue(hasher.verify(now.passwordHash(), PASSWORD));
        assertFalse(now.emailVerified());
        assertEquals(eve.id(), users.byLogin(address).orElseThrow().id());
    }

    /** For the transaction at hand. */
    private boolean someoneWaits() {
        return (Boolean) entities.createNativeQuery("select exists (select 1 from pg_locks where not granted)")
                .getSingleResult();
    }

    private Account registered(String address) {
        return users.register(new NewUser("r" + UUID.randomUUID(), address, false, null, null, false))
                .orElseThrow();
    }
}
