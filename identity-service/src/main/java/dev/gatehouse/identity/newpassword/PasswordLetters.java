package dev.gatehouse.identity.newpassword;

import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.mail.Errands;
import dev.gatehouse.identity.mail.Letters;
import dev.gatehouse.identity.mail.Outbox;
import dev.gatehouse.identity.mail.Recipient;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Tells users that their password was changed. */
@Singleton
class PasswordLetters {
    private static final Set<String> CHANGES =
            Set.of(AuditKind.password_changed.name(), AuditKind.password_reset.name());
    private final UserStore users;
    private final Letters letters;
    private final Outbox outbox;
    private final Errands errands;

    PasswordLetters(UserStore users, Letters letters, Outbox outbox, Errands errands) {
        this.users = users;
        this.letters = letters;
        this.outbox = outbox;
        this.errands = errands;
    }

    void noted(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordedEvent event) {
        UUID subject = event.subject();
        if (subject != null && CHANGES.contains(event.event())) {
            errands.run(() -> users.account(subject).ifPresent(this::tell));
        }
    }

    private void tell(Account account) {
        Recipient.of(account).map(letters::passwordChanged).ifPresent(outbox::post);
    }
}
