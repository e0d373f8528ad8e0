package dev.gatehouse.identity.email;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RefusedProofs;
import dev.gatehouse.identity.mail.Errands;
import dev.gatehouse.identity.mail.MailConfig;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.Names;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Confirms addresses, and changes them: only to one that its user has shown to be theirs. */
@ApplicationScoped
public class Emails {
    private final UserStore users;
    private final EmailStore store;
    private final EmailLetters letters;
    private final PasswordHasher hasher;
    private final Limiter limiter;
    private final Errands errands;
    private final MailConfig config;
    private final RefusedProofs refused;
    private final AuditTrail trail;

    Emails(
            UserStore users,
            EmailStore store,
            EmailLetters letters,
            PasswordHasher hasher,
            Limiter limiter,
            Errands errands,
            MailConfig config,
            RefusedProofs refused,
            AuditTrail trail) {
        this.users = users;
        this.store = store;
        this.letters = letters;
        this.hasher = hasher;
        this.limiter = limiter;
        this.errands = errands;
        this.config = config;
        this.refused = refused;
        this.trail = trail;
    }

    /** What came of asking for a mail. */
    public sealed interface Outcome permits Sent, NothingToConfirm, SameAddress, WrongPassword, Wait, Busy {}

    /** It is on its way. */
    public record Sent() implements Outcome {}

    /** There is no address, or it is confirmed already. */
    public record NothingToConfirm() implements Outcome {}

    /** The account has that address. */
    public record SameAddress() implements Outcome {}

    public record WrongPassword() implements Outcome {}

    /** There were too many of late, of the account or to the address. */
    public record Wait(int seconds) implements Outcome {}

    /** Too many mails wait. */
    public record Busy() implements Outcome {}

    /** Sends another mail by which the account's address can be confirmed; the ones before count no more. */
    public Outcome sendAgain(UUID user) {
        Optional<Account> account = users.account(user).filter(found -> !found.emailVerified());
        String email = account.map(Account::email).orElse(null);
        if (account.isEmpty() || email == null) {
            return new NothingToConfirm();
        }
        int ofAccount = limiter.take("email", user.toString(), config.perAccount(), config.period());
        int seconds = ofAccount > 0 ? ofAccount : letters.toWait(email);
        if (seconds > 0) {
            return new Wait(seconds);
        }
        return errands.run(() -> letters.confirm(account.get())) ? new Sent() : new Busy();
    }

    /**
     * Begins a change: the new address is asked to confirm, the old one is told, and stays until then. That it is another
     * user's is told to whoever reads the mail there, and to nobody else.
     *
     * @param password asked of whoever has one, for an unattended session must not be enough to take an account over
     * @throws dev.gatehouse.identity.password.HashingBusy where too many passwords wait to be hashed
     */
    public Outcome change(UUID user, String asked, @Nullable String password) {
        String email = Names.storable(asked.strip());
        // Counted first: it bounds the tries at the password, too.
        int seconds = limiter.take("email", user.toString(), config.perAccount(), config.period());
        if (seconds > 0) {
            return new Wait(seconds);
        }
        Account account = users.account(user).orElseThrow();
        if (account.passwordHash() != null && (password == null || !hasher.verify(account.passwordHash(), password))) {
            refused.note(user, "email_change");
            return new WrongPassword();
        }
        if (account.email() != null && Names.key(account.email()).equals(Names.key(email))) {
            return new SameAddress();
        }
        int ofAddress = letters.toWait(email);
        if (ofAddress > 0) {
            return new Wait(ofAddress);
        }
        trail.note(AuditEvent.of(AuditKind.email_change_requested, user));
        return errands.run(() -> letters.change(account, email)) ? new Sent() : new Busy();
    }

    /** What came of a token. */
    public sealed interface Confirmation permits Confirmed, NoLonger, InvalidToken {}

    public record Confirmed() implements Confirmation {}

    /** Another user has the address. */
    public record NoLonger() implements Confirmation {}

    /** It is wrong, was used, is too old, or there is a newer one. */
    public record InvalidToken() implements Confirmation {}

    /** Brings back what was mailed. */
    public Confirmation confirm(String token) {
        try {
            return store.verify(token) || store.change(token) ? new Confirmed() : new InvalidToken();
        } catch (EmailStore.AddressTaken e) {
            return new NoLonger();
        }
    }
}
