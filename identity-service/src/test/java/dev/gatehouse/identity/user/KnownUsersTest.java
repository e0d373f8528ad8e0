package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KnownUsersTest {
    private final UserStore users;
    private final KnownUsers known;

    @Inject
    KnownUsersTest(UserStore users, KnownUsers known) {
        this.users = users;
        this.known = known;
    }

    @Test
    void allIsReadOfAUserButThePassword() {
        String name = "k" + UUID.randomUUID().toString().substring(0, 12);
        UUID id = users.insert(new NewUser(name, name + "@example.org", true, "Ada", "a hash", false))
                .orElseThrow()
                .id();
        Account whole = users.account(id).orElseThrow();
        assertNotNull(whole.passwordHash());
        Account told = known.find(id).orElseThrow().account();
        assertNull(told.passwordHash());
        assertEquals(
                whole,
                new Account(
                        told.id(),
                        told.username(),
                        told.email(),
                        told.emailVerified(),
                        told.claims(),
                        whole.passwordHash(),
                        told.admin(),
                        told.disabledAt(),
                        told.createdAt(),
                        told.updatedAt(),
                        told.version()));
    }
}
