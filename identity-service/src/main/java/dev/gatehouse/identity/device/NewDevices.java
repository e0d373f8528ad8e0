package dev.gatehouse.identity.device;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.time.Duration;
import java.util.UUID;

/** Tells users when somebody signs in from where they never did; the first sign-in of all is nothing to tell of. */
@Singleton
class NewDevices {
    /** So many are remembered, by their hashes. */
    private static final int REMEMBERED = 20_000;

    /** Whoever signs in again within this time asks no database. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final Cache<String, Boolean> seen = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FRESH)
            .build();
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
            Device device = Device.of(event.userAgent(), event.address());
            String hash = device.hash(subject);
            if (seen.getIfPresent(hash) == null) {
                errands.run(() -> look(subject, device, hash, event));
            }
        }
    }

    private void look(UUID user, Device device, String hash, RecordedEvent event) {
        boolean isNew = store.isNewBesideOthers(user, hash);
        seen.put(hash, true);
        if (isNew) {
            users.account(user).ifPresent(account -> tell(account, event, device));
        }
    }

    private void tell(Account account, RecordedEvent event, Device device) {
        Recipient.of(account)
                .map(to -> letters.newDevice(to, event.at(), device.program(), event.address()))
                .ifPresent(outbox::post);
    }
}
