package dev.gatehouse.identity.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.identity.email.Emails;
import dev.gatehouse.identity.newpassword.NewPassword;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.NewUser;
import dev.gatehouse.identity.user.UserStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever tries passwords in a session that was left open is seen. */
@QuarkusTest
class RefusedProofsTest {
    private final NewPassword passwords;
    private final Emails emails;
    private final PasswordHasher hasher;
    private final UserStore users;
    private final AuditTrail trail;

    @Inject
    RefusedProofsTest(NewPassword passwords, Emails emails, PasswordHasher hasher, UserStore users, AuditTrail trail) {
        this.passwords = passwords;
        this.emails = emails;
        this.hasher = hasher;
        this.users = users;
        this.trail = trail;
    }

    @Test
    void aWrongPasswordIsNotedWithTheChangeThatItWasGivenFor() {
        String name = "p" + UUID.randomUUID().toString().substring(0, 12);
        UUID ada = users.insert(new NewUser(name, null, false, null, hasher.hash("four-candles-please"), false))
                .orElseThrow()
                .id();
        assertInstanceOf(NewPassword.Wrong.class, passwords.change(ada, "a guess", "fork-handles-please"));
        assertInstanceOf(Emails.WrongPassword.class, emails.change(ada, name + "@example.org", "a guess"));
        List<RecordedEvent> events = trail.page(ada, null, 10).events();
        assertEquals(
                List.of("proof_refused", "proof_refused"),
                events.stream().map(RecordedEvent::event).toList());
        assertEquals(
                List.of("email_change", "password_change"),
                events.stream().map(event -> String.valueOf(event.detail())).toList());
    }
}
