package dev.gatehouse.identity.user;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.identity.authentication.Authenticator;
import dev.gatehouse.identity.password.PasswordHasher;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A call by HTTP Basic that was right a moment ago is refused as soon as the user may not call any more. */
@QuarkusTest
class ForgottenTest {
    private static final String PASSWORD = "four-candles-please";
    private final NotedChanges changes;
    private final Authenticator authenticator;
    private final PasswordHasher hasher;

    @Inject
    ForgottenTest(NotedChanges changes, Authenticator authenticator, PasswordHasher hasher) {
        this.changes = changes;
        this.authenticator = authenticator;
        this.hasher = hasher;
    }

    @Test
    void whoeverIsDisabledIsRefusedAtOnce() {
        Account ada = remembered();
        changes.close(ada.id(), false, account -> true, "administrator");
        assertInstanceOf(Refused.class, authenticator.call(ada.username(), PASSWORD));
    }

    @Test
    void whoeverIsDeletedIsRefusedAtOnce() {
        Account ada = remembered();
        changes.remove(ada.id(), "administrator");
        assertInstanceOf(Refused.class, authenticator.call(ada.username(), PASSWORD));
    }

    private Account remembered() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 12);
        Account ada = changes.register(new NewUser(name, null, false, null, hasher.hash(PASSWORD), false))
                .orElseThrow();
        assertInstanceOf(Authenticated.class, authenticator.call(name, PASSWORD));
        assertInstanceOf(Authenticated.class, authenticator.call(name, PASSWORD));
        return ada;
    }
}
