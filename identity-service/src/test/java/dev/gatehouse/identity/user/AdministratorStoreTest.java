package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.common.request.EntityTag;
import dev.gatehouse.identity.onetime.MailedProofs;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdministratorStoreTest {
    private final AdministratorStore administrators;
    private final ClosingStore closings;
    private final UserStore users;
    private final MailedProofs proofs;

    @Inject
    AdministratorStoreTest(
            AdministratorStore administrators, ClosingStore closings, UserStore users, MailedProofs proofs) {
        this.administrators = administrators;
        this.closings = closings;
        this.users = users;
        this.proofs = proofs;
    }

    @Test
    void oneAdministratorAlwaysStays() throws Exception {
        List<UUID> all = new ArrayList<>(List.of(user(), user(), user()));
        all.forEach(id -> setAdmin(id, true));
        all.add(users.byLogin("root-admin").orElseThrow().id());
        var unmakings = new ArrayList<Callable<ProfileEditing.Outcome>>();
        all.forEach(id -> unmakings.add(() -> setAdmin(id, false)));
        try (var threads = Executors.newFixedThreadPool(all.size())) {
            for (Future<ProfileEditing.Outcome> unmaking : threads.invokeAll(unmakings)) {
                unmaking.get();
            }
        }
        List<Account> left = users.accounts(all).stream().filter(Account::admin).toList();
        assertEquals(1, left.size());
        setAdmin(users.byLogin("root-admin").orElseThrow().id(), true);
        left.stream()
                .filter(account -> !account.username().equals("root-admin"))
                .forEach(account -> setAdmin(account.id(), false));
        // So that no other test takes up what they held.
        all.forEach(id -> closings.find(id).ifPresent(closings::done));
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

    private ProfileEditing.Outcome setAdmin(UUID id, boolean admin) {
        var change = new AdministeredChange(JsonNodeFactory.instance.objectNode(), null, admin);
        return administrators.change(id, change, new EntityTag.Anything(), "t");
    }

    private UUID user() {
        String name = "a" + UUID.randomUUID().toString().substring(0, 12);
        return users.insert(new NewUser(name, null, false, null, "a hash", false))
                .orElseThrow()
                .id();
    }
}
