package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.onetime.MailedProofs;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdministratorStoreTest {
    private final AdministratorStore administrators;
    private final UserStore users;
    private final MailedProofs proofs;

    @Inject
    AdministratorStoreTest(AdministratorStore administrators, UserStore users, MailedProofs proofs) {
        this.administrators = administrators;
        this.users = users;
        this.proofs = proofs;
    }

    @Test
    void oneAdministratorAlwaysStays() throws Exception {
        List<UUID> all = new ArrayList<>(List.of(user(), user(), user()));
        all.forEach(id -> administrators.setAdmin(id, true, "t"));
        all.add(users.byLogin("root-admin").orElseThrow().id());
        var unmakings = new ArrayList<Callable<Optional<Account>>>();
        all.forEach(id -> unmakings.add(() -> administrators.setAdmin(id, false, "t")));
        try (var threads = Executors.newFixedThreadPool(all.size())) {
            for (Future<Optional<Account>> unmaking : threads.invokeAll(unmakings)) {
                unmaking.get();
            }
        }
        List<Account> left = users.accounts(all).stream().filter(Account::admin).toList();
        assertEquals(1, left.size());
        administrators.setAdmin(users.byLogin("root-admin").orElseThrow().id(), true, "t");
        left.stream()
                .filter(account -> !account.username().equals("root-admin"))
                .forEach(account -> administrators.setAdmin(account.id(), false, "t"));
    }

    @Test
    void afterAForcedResetThereIsNoPasswordAndNothingMailedToSignInWith() {
        UUID id = user();
        String browser = "test:" + id;
        MailedProofs.Pair mailed = proofs.issue(browser, id, "ada@example.org", Duration.ofMinutes(5));
        assertTrue(administrators.forceReset(id, "t"));
        Account account = users.account(id).orElseThrow();
        assertNull(account.passwordHash());
        assertEquals(1, account.version());
        assertFalse(proofs.redeem(browser, mailed.token()));
        assertFalse(administrators.forceReset(UUID.randomUUID(), "t"));
    }

    private UUID user() {
        String name = "a" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, "a hash", false))
                .orElseThrow()
                .id();
    }
}
