package dev.gatehouse.identity.bymail;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.MailSteps.MailAnswer;
import dev.gatehouse.common.peer.MailSteps.MailBusy;
import dev.gatehouse.common.peer.MailSteps.MailOff;
import dev.gatehouse.common.peer.MailSteps.MailOrder;
import dev.gatehouse.common.peer.MailSteps.MailOutcome;
import dev.gatehouse.common.peer.MailSteps.MailTaken;
import dev.gatehouse.common.peer.MailSteps.MailWait;
import dev.gatehouse.common.requester.Network;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.factor.SecondFactor;
import dev.gatehouse.identity.mail.Errands;
import dev.gatehouse.identity.mail.Letters;
import dev.gatehouse.identity.mail.MailConfig;
import dev.gatehouse.identity.mail.Outbox;
import dev.gatehouse.identity.mail.Recipient;
import dev.gatehouse.identity.onetime.MailedProofs;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mails a link and a code to whoever cannot or will not give a password, and signs in by what comes back, in the browser
 * that asked. Only to an address that is confirmed: else whoever registers with somebody's address could wait for them.
 * Nothing that is answered, and no time that it takes, tells whether there is such an account.
 */
@ApplicationScoped
public class SignInByMail {
    private static final Refused WRONG = new Refused("invalid_credentials");
    private final UserStore users;
    private final MailedProofs proofs;
    private final SecondFactor secondFactor;
    private final Letters letters;
    private final Outbox outbox;
    private final Errands errands;
    private final Limiter limiter;
    private final Throttle throttle;
    private final MailConfig mail;
    private final ByMailConfig config;
    private final AuditTrail trail;

    SignInByMail(
            UserStore users,
            MailedProofs proofs,
            SecondFactor secondFactor,
            Letters letters,
            Outbox outbox,
            Errands errands,
            Limiter limiter,
            Throttle throttle,
            MailConfig mail,
            ByMailConfig config,
            AuditTrail trail) {
        this.users = users;
        this.proofs = proofs;
        this.secondFactor = secondFactor;
        this.letters = letters;
        this.outbox = outbox;
        this.errands = errands;
        this.limiter = limiter;
        this.throttle = throttle;
        this.mail = mail;
        this.config = config;
        this.trail = trail;
    }

    public MailOutcome ask(MailOrder order) {
        if (!config.enabled()) {
            return new MailOff();
        }
        String address = Network.ofRequester();
        int seconds = limiter.take("sign-in:address", address, mail.perAddress(), mail.period());
        if (seconds > 0) {
            return new MailWait(seconds);
        }
        return errands.run(() -> users.byLogin(order.login()).ifPresent(account -> send(account, order)))
                ? new MailTaken()
                : new MailBusy();
    }

    private void send(Account account, MailOrder order) {
        String email = account.email();
        if (email == null || !reachable(account, email) || toWait(account.id(), order.device()) > 0) {
            return;
        }
        var to = Recipient.at(account, email);
        if (secondFactor.byMailAlone(account.id())) {
            outbox.post(letters.signInByPassword(to));
            return;
        }
        MailedProofs.Pair pair = proofs.issue(place(order.browser()), account.id(), email, config.lifetime());
        outbox.post(letters.signIn(to, pair.token(), pair.code(), config.lifetime()));
    }

    /** Anybody can ask for the mails of any name: a device that has signed in has its own, so that its owner still gets in. */
    private int toWait(UUID user, @Nullable String device) {
        Optional<String> known = throttle.known(user, device);
        if (known.isEmpty()) {
            return limiter.take("sign-in", user.toString(), mail.perAccount(), mail.period());
        }
        int ofDevice = limiter.take("sign-in:device", known.get(), mail.perAccount(), mail.period());
        return ofDevice > 0
                ? ofDevice
                : limiter.take("sign-in:devices", user.toString(), Throttle.DEVICES * mail.perAccount(), mail.period());
    }

    /**
     * The link or the code alone is one factor, so a second one is asked for; until it comes, they stay good. Where that
     * is a mail, too, the two would be one, and whoever reads the mail would need no password any more: then nobody signs
     * in so.
     */
    public Authentication answer(MailAnswer answer) {
        // Of before anything was looked up: whatever is revoked while this goes on counts against it.
        Instant authTime = Instant.now();
        String place = place(answer.browser());
        Optional<MailedProofs.Attempt> attempt =
                config.enabled() ? proofs.attempt(place, answer.proof()) : Optional.empty();
        Optional<Account> found = attempt.filter(MailedProofs.Attempt::right)
                .flatMap(right -> users.account(right.user()).filter(account -> reachable(account, right.email())));
        if (found.isEmpty() || secondFactor.byMailAlone(found.get().id())) {
            return refused(WRONG, attempt.map(MailedProofs.Attempt::user), "mail");
        }
        Account account = found.get();
        Optional<UUID> user = Optional.of(account.id());
        return switch (secondFactor.check(account.id(), answer.otp(), answer.device())) {
            case SecondFactor.NotNeeded() -> signIn(account, place, answer, List.of("otp"), authTime);
            case SecondFactor.Passed(List<String> amr) ->
                signIn(
                        account,
                        place,
                        answer,
                        Stream.concat(Stream.of("otp"), amr.stream()).distinct().toList(),
                        authTime);
            case SecondFactor.Missing ignored -> {
                proofs.giveBack(place);
                yield refused(new Refused(Refused.SECOND_FACTOR_REQUIRED), user, Refused.SECOND_FACTOR_REQUIRED);
            }
            case SecondFactor.Wrong() -> refused(WRONG, user, "code");
            case SecondFactor.Wait(int seconds) -> {
                proofs.giveBack(place);
                yield refused(new Throttled(seconds), user, "throttled");
            }
        };
    }

    private Authentication signIn(
            Account account, String place, MailAnswer answer, List<String> amr, Instant authTime) {
        UUID id = account.id();
        if (!proofs.redeem(place, answer.proof())) {
            return refused(WRONG, Optional.of(id), "mail");
        }
        trail.note(new AuditEvent(AuditKind.signed_in, id, id.toString(), String.join(" ", amr) + " mail"));
        return account.signedIn(amr, authTime)
                .on(throttle.newDevice(id, answer.device()).orElse(null));
    }

    private Authentication refused(Authentication answer, Optional<UUID> user, String reason) {
        trail.note(new AuditEvent(AuditKind.sign_in_refused, user.orElse(null), null, reason));
        return answer;
    }

    /** Whether {@code email} is the account's by now, too, and what is mailed there may sign somebody in. */
    private static boolean reachable(Account account, String email) {
        return !account.disabled() && account.emailVerified() && email.equals(account.email());
    }

    private static String place(String browser) {
        return "sign-in:" + browser;
    }
}
