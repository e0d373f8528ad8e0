package dev.gatehouse.identity.notice;

import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.mail.AccountChange;
import dev.gatehouse.identity.mail.Errands;
import dev.gatehouse.identity.mail.Letter;
import dev.gatehouse.identity.mail.Letters;
import dev.gatehouse.identity.mail.Outbox;
import dev.gatehouse.identity.mail.Recipient;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tells users when something changes that they sign in with, and when a recovery code is used up. */
@Singleton
class Notices {
    private static final Map<String, AccountChange> TOLD = Map.of(
            AuditKind.passkey_added.name(), AccountChange.PASSKEY_ADDED,
            AuditKind.passkey_removed.name(), AccountChange.PASSKEY_REMOVED,
            AuditKind.factor_added.name(), AccountChange.FACTOR_ADDED,
            AuditKind.factor_removed.name(), AccountChange.FACTOR_REMOVED,
            AuditKind.recovery_codes_renewed.name(), AccountChange.RECOVERY_CODES_RENEWED,
            AuditKind.federated_identity_linked.name(), AccountChange.PROVIDER_LINKED,
            AuditKind.federated_identity_unlinked.name(), AccountChange.PROVIDER_UNLINKED);
    private final UserStore users;
    private final Letters letters;
    private final Outbox outbox;
    private final Errands errands;

    Notices(UserStore users, Letters letters, Outbox outbox, Errands errands) {
        this.users = users;
        this.letters = letters;
        this.outbox = outbox;
        this.errands = errands;
    }

    void noted(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordedEvent event) {
        UUID subject = event.subject();
        if (subject != null && (TOLD.containsKey(event.event()) || usedUp(event))) {
            errands.run(() -> users.account(subject)
                    .flatMap(Recipient::of)
                    .flatMap(to -> letter(to, event))
                    .ifPresent(outbox::post));
        }
    }

    private Optional<Letter> letter(Recipient to, RecordedEvent event) {
        String left = event.detail();
        return usedUp(event) && left != null
                ? Optional.of(letters.recoveryCodeUsed(to, left, event.at(), event.address()))
                : Optional.ofNullable(TOLD.get(event.event()))
                        .map(change -> letters.accountChanged(to, change, event.at(), event.address()));
    }

    private static boolean usedUp(RecordedEvent event) {
        return event.event().equals(AuditKind.recovery_code_used.name());
    }
}
