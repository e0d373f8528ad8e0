package dev.gatehouse.identity.factor;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.identity.mail.Errands;
import dev.gatehouse.identity.mail.Letters;
import dev.gatehouse.identity.mail.Outbox;
import dev.gatehouse.identity.mail.Recipient;
import dev.gatehouse.identity.onetime.MailedProofs;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Codes that are mailed to the account's address, where that is confirmed. The factor belongs to the account: it goes along
 * to a new address, which its user has confirmed; a code that was mailed to the old one is good for nothing then.
 *
 * <p>A device that has signed in before has mails, codes and tries of its own: else whoever knows the password could use up
 * those of its owner. All devices of a user together have no more mails than {@link Throttle#DEVICES} of them, for whoever
 * knew the password before there was a factor may have made many.
 */
@ApplicationScoped
public class EmailFactor {
    private static final Duration HOUR = Duration.ofHours(1);
    private final UserStore users;
    private final MailedProofs proofs;
    private final Letters letters;
    private final Outbox outbox;
    private final Errands errands;
    private final Limiter limiter;
    private final Throttle throttle;
    private final FactorConfig config;

    EmailFactor(
            UserStore users,
            MailedProofs proofs,
            Letters letters,
            Outbox outbox,
            Errands errands,
            Limiter limiter,
            Throttle throttle,
            FactorConfig config) {
        this.users = users;
        this.proofs = proofs;
        this.letters = letters;
        this.outbox = outbox;
        this.errands = errands;
        this.limiter = limiter;
        this.throttle = throttle;
        this.config = config;
    }

    /** What came of asking for a code. */
    public sealed interface Mailing permits Mailed, NoAddress, Later {}

    /** It is on its way, and those before are good for nothing. */
    public record Mailed() implements Mailing {}

    /** The account has no address that is confirmed. */
    public record NoAddress() implements Mailing {}

    /** There were too many of late. */
    public record Later(int seconds) implements Mailing {}

    /** Only for who has shown to be the user, but for this. @param device what the browser keeps, unchecked */
    public Mailing mail(UUID user, @Nullable String device) {
        Optional<Account> account = users.account(user).filter(found -> found.email() != null && found.emailVerified());
        if (account.isEmpty()) {
            return new NoAddress();
        }
        Optional<String> known = throttle.known(user, device);
        int seconds = known.map(name -> toWait(user, name))
                .orElseGet(() -> limiter.take("factor", user.toString(), config.emailCodesPerHour(), HOUR));
        if (seconds > 0) {
            return new Later(seconds);
        }
        return errands.run(() -> send(account.get(), place(user, known))) ? new Mailed() : new Later(1);
    }

    private int toWait(UUID user, String device) {
        int ofDevice = limiter.take("factor:device", device, config.emailCodesPerHour(), HOUR);
        return ofDevice > 0
                ? ofDevice
                : limiter.take("factor:devices", user.toString(), Throttle.DEVICES * config.emailCodesPerHour(), HOUR);
    }

    private void send(Account account, String place) {
        String email = account.email();
        if (email != null) {
            var to = Recipient.at(account, email);
            MailedProofs.Pair pair = proofs.issue(place, account.id(), email, config.emailCodeLifetime());
            outbox.post(letters.factorCode(to, pair.code(), config.emailCodeLifetime()));
        }
    }

    /** Takes a code of what was mailed for the device, once; five wrong ones end the right one, too. */
    boolean take(UUID user, String given, @Nullable String device) {
        String place = place(user, throttle.known(user, device));
        return proofs.attempt(place, given)
                .filter(MailedProofs.Attempt::right)
                .filter(attempt -> users.account(user)
                        .filter(account ->
                                account.emailVerified() && attempt.email().equals(account.email()))
                        .isPresent())
                .filter(attempt -> proofs.redeem(place, given))
                .isPresent();
    }

    private static String place(UUID user, Optional<String> known) {
        return "factor:" + user + known.map(name -> ":" + name).orElse("");
    }
}
