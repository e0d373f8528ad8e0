package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.password.PasswordHistory;
import dev.gatehouse.identity.password.ThreeRemembered;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ThreeRemembered.class)
class LastPasswordsAfterResetTest {
    private final AdministratorStore administrators;
    private final UserStore users;
    private final PasswordHistory history;
    private final PasswordHasher hasher;

    @Inject
    LastPasswordsAfterResetTest(
            AdministratorStore administrators, UserStore users, PasswordHistory history, PasswordHasher hasher) {
        this.administrators = administrators;
        this.users = users;
        this.history = history;
        this.hasher = hasher;
    }

    @Test
    void thePasswordThatWasTakenAwayIsNotChosenAgain() {
        String name = "a" + UUID.randomUUID().toString().substring(0, 12);
        UUID ada = users.insert(new NewUser(name, null, false, null, hasher.hash("zeroth of them"), false))
                .orElseThrow()
                .id();
        assertTrue(administrators.forceReset(ada, "t"));
        assertTrue(history.objection(ada, null, "zeroth of them").isPresent());
        assertTrue(history.objection(ada, null, "first of them").isEmpty());
    }
}
