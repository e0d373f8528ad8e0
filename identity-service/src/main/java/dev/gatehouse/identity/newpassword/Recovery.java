package dev.gatehouse.identity.newpassword;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.requester.Network;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.mail.Errands;
import dev.gatehouse.identity.mail.Letters;
import dev.gatehouse.identity.mail.MailConfig;
import dev.gatehouse.identity.mail.Mailbox;
import dev.gatehouse.identity.mail.Outbox;
import dev.gatehouse.identity.mail.Recipient;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.ResetForced;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/**
 * Mails a link to whoever has lost their password. Nobody is looked up while the caller waits, so neither the answer nor
 * its time tells who has an account. The mail goes to the account's address, confirmed or not: else who never confirmed
 * it would be locked out for good, and it is the account's owner who gave it.
 */
@ApplicationScoped
public class Recovery {
    private final UserStore users;
    private final OneTimeTokens tokens;
    private final Letters letters;
    private final Outbox outbox;
    private final Errands errands;
    private final Limiter limiter;
    private final MailConfig config;
    private final AuditTrail trail;

    Recovery(
            UserStore users,
            OneTimeTokens tokens,
            Letters letters,
            Outbox outbox,
            Errands errands,
            Limiter limiter,
            MailConfig config,
            AuditTrail trail) {
        this.users = users;
        this.tokens = tokens;
        this.letters = letters;
        this.outbox = outbox;
        this.errands = errands;
        this.limiter = limiter;
        this.config = config;
        this.trail = trail;
    }

    /** What came of it; nothing of it depends on whether there is such an account. */
    public sealed interface Outcome permits Asked, Wait, Busy {}

    public record Asked() implements Outcome {}

    /** There were too many from this network address of late. */
    public record Wait(int seconds) implements Outcome {}

    /** Too many mails wait. */
    public record Busy() implements Outcome {}

    /** @param login username or e-mail address */
    public Outcome ask(String login) {
        String address = Network.ofRequester();
        int seconds = limiter.take("recovery:address", address, config.perAddress(), config.period());
        if (seconds > 0) {
            return new Wait(seconds);
        }
        return errands.run(() -> users.recoverable(login).stream()
                        .filter(account -> !account.disabled())
                        .forEach(this::sendAsked))
                ? new Asked()
                : new Busy();
    }

    /** An administrator has taken the password away. */
    void forced(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResetForced reset) {
        errands.run(() -> users.account(reset.user())
                .filter(account -> !account.disabled())
                .ifPresent(this::send));
    }

    private void sendAsked(Account account) {
        String email = account.email();
        if (email == null) {
            return;
        }
        // Whoever registers with another's address uses up no mails of the one whose it is.
        boolean own = users.byLogin(email)
                .filter(holder -> holder.id().equals(account.id()))
                .isPresent();
        // Of the address, not of the account, which may be closed and made anew.
        String bucket = own ? "recovery" : "recovery:unconfirmed";
        if (limiter.take(bucket, Mailbox.of(email), config.perAccount(), config.period()) == 0) {
            send(account);
        }
    }

    private void send(Account account) {
        String email = account.email();
        if (email == null) {
            return;
        }
        String token = tokens.issue(account.id(), Purpose.reset_password, email, config.recoveryLifetime());
        trail.note(new AuditEvent(AuditKind.recovery_requested, account.id(), null, null));
        outbox.post(letters.resetPassword(Recipient.at(account, email), token, config.recoveryLifetime()));
    }
}
