package dev.gatehouse.identity.device;

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
import java.util.UUID;

/** Tells users when somebody signs in from where they never did; the first sign-in of all is nothing to tell of. */
@Singleton
class NewDevices {
    private final UserStore users;
    private final DeviceStore store;
    private final Letters letters;
    private final Outbox outbox;
    private final Errands errands;

    NewDevices(UserStore users, DeviceStore store, Letters letters, Outbox outbox, Errands errands) {
        this.users = users;
        this.store = store;
        this.letters = letters;
        this.outbox = outbox;
        this.errands = errands;
    }

    void noted(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordedEvent event) {
        UUID subject = event.subject();
        boolean fromSomewhere = event.address() != null || event.userAgent() != null;
        if (subject != null && fromSomewhere && event.event().equals(AuditKind.signed_in.name())) {
            errands.run(() -> look(subject, event));
        }
    }

    private void look(UUID user, RecordedEvent event) {
        Device device = Device.of(event.userAgent(), event.address());
        if (store.isNewBesideOthers(user, device.hash(user))) {
            users.account(user).ifPresent(account -> tell(account, event, device));
        }
    }

    private void tell(Account account, RecordedEvent event, Device device) {
        Recipient.of(account)
                .map(to -> letters.newDevice(to, event.at(), device.program(), event.address()))
                .ifPresent(outbox::post);
    }
}
