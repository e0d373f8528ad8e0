package dev.gatehouse.identity.email;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.RecordedEvent;
import dev.gatehouse.identity.mail.Errands;
import dev.gatehouse.identity.mail.Letters;
import dev.gatehouse.identity.mail.MailConfig;
import dev.gatehouse.identity.mail.Mailbox;
import dev.gatehouse.identity.mail.Outbox;
import dev.gatehouse.identity.mail.Recipient;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.AddressReplaced;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Makes tokens for addresses and mails them: when asked, and to everyone who has registered. Tells the old address when
 * there is another.
 */
@Singleton
class EmailLetters {
    private final UserStore users;
    private final OneTimeTokens tokens;
    private final Letters letters;
    private final Outbox outbox;
    private final Errands errands;
    private final Limiter limiter;
    private final MailConfig config;

    EmailLetters(
            UserStore users,
            OneTimeTokens tokens,
            Letters letters,
            Outbox outbox,
            Errands errands,
            Limiter limiter,
            MailConfig config) {
        this.users = users;
        this.tokens = tokens;
        this.letters = letters;
        this.outbox = outbox;
        this.errands = errands;
        this.limiter = limiter;
        this.config = config;
    }

    void noted(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordedEvent event) {
        UUID subject = event.subject();
        if (subject != null && event.event().equals(AuditKind.registered.name())) {
            errands.run(() -> users.account(subject)
                    .filter(account -> !account.emailVerified())
                    .filter(account -> account.email() != null && toWait(account.email()) == 0)
                    .ifPresent(this::confirm));
        }
    }

    void replaced(@Observes(during = TransactionPhase.AFTER_SUCCESS) AddressReplaced replaced) {
        errands.run(() -> users.account(replaced.user())
                .map(account -> letters.addressChanged(Recipient.at(account, replaced.old())))
                .ifPresent(outbox::post));
    }

    /**
     * Counts one more mail that asks to confirm the address. An account can be closed and made anew, and many can name the
     * same address: its reader is not to be flooded all the same.
     *
     * @return seconds to wait where that was one too many, else 0
     */
    int toWait(String email) {
        return limiter.take("email:recipient", Mailbox.of(email), config.perRecipient(), config.period());
    }

    /** To the account's own address, where it has one. */
    void confirm(Account account) {
        String email = account.email();
        if (email != null) {
            String token = tokens.issue(account.id(), Purpose.confirm_email, email, config.confirmationLifetime());
            outbox.post(letters.confirmAddress(Recipient.at(account, email), token));
        }
    }

    void change(Account account, String email) {
        String token = tokens.issue(account.id(), Purpose.change_email, email, config.confirmationLifetime());
        outbox.post(letters.confirmNewAddress(Recipient.at(account, email), token));
        if (account.email() != null) {
            outbox.post(letters.changingAddress(Recipient.at(account, account.email())));
        }
    }
}
