package dev.gatehouse.identity.factor;

import dev.gatehouse.identity.limit.Limiter;
import dev.gatehouse.identity.mail.Errands;
import dev.gatehouse.identity.mail.Letters;
import dev.gatehouse.identity.mail.Outbox;
import dev.gatehouse.identity.mail.Recipient;
import dev.gatehouse.identity.onetime.MailedProofs;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Codes that are mailed to the account's address, where that is confirmed. The factor belongs to the account: it goes along
 * to a new address, which its user has confirmed; a code that was mailed to the old one is good for nothing then.
 */
@ApplicationScoped
class EmailFactor {
    private static final Duration HOUR = Duration.ofHours(1);
    private final UserStore users;
    private final MailedProofs proofs;
    private final Letters letters;
    private final Outbox outbox;
    private final Errands errands;
    private final Limiter limiter;
    private final FactorConfig config;

    EmailFactor(
            UserStore users,
            MailedProofs proofs,
            Letters letters,
            Outbox outbox,
            Errands errands,
            Limiter limiter,
            FactorConfig config) {
        this.users = users;
        this.proofs = proofs;
        this.letters = letters;
        this.outbox = outbox;
        this.errands = errands;
        this.limiter = limiter;
        this.config = config;
    }

    /** What came of asking for a code. */
    sealed interface Mailing permits Mailed, NoAddress, Later {}

    /** It is on its way, and those before are good for nothing. */
    record Mailed() implements Mailing {}

    /** The account has no address that is confirmed. */
    record NoAddress() implements Mailing {}

    /** There were too many of late. */
    record Later(int seconds) implements Mailing {}

    /** Only for who has shown to be the user, but for this. */
    Mailing mail(UUID user) {
        Optional<Account> account = users.account(user).filter(found -> found.email() != null && found.emailVerified());
        if (account.isEmpty()) {
            return new NoAddress();
        }
        int seconds = limiter.take("factor", user.toString(), config.emailCodesPerHour(), HOUR);
        if (seconds > 0) {
            return new Later(seconds);
        }
        return errands.run(() -> send(account.get())) ? new Mailed() : new Later(1);
    }

    private void send(Account account) {
        String email = account.email();
        if (email != null) {
            var to = Recipient.at(account, email);
            MailedProofs.Pair pair = proofs.issue(place(account.id()), account.id(), email, config.emailCodeLifetime());
            outbox.post(letters.factorCode(to, pair.code(), config.emailCodeLifetime()));
        }
    }

    /** Takes a code, once; five wrong ones end the right one, too. */
    boolean take(UUID user, String given) {
        String place = place(user);
        return proofs.attempt(place, given)
                .filter(MailedProofs.Attempt::right)
                .filter(attempt -> users.account(user)
                        .filter(account ->
                                account.emailVerified() && attempt.email().equals(account.email()))
                        .isPresent())
                .filter(attempt -> proofs.redeem(place, given))
                .isPresent();
    }

    private static String place(UUID user) {
        return "factor:" + user;
    }
}
