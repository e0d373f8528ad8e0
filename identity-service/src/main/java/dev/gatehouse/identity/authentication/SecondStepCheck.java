package dev.gatehouse.identity.authentication;

import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.SignInSteps.SecondStep;
import dev.gatehouse.common.peer.SignInSteps.Ways;
import dev.gatehouse.common.peer.SignInSteps.WaysOrder;
import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.factor.SecondFactor;
import dev.gatehouse.identity.throttle.Throttle;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The second step of a sign-in, or of proving more. Tries are counted as those of whole sign-ins are: there are no more of
 * them for whoever comes by here.
 */
@ApplicationScoped
class SecondStepCheck {
    private static final Refused WRONG = new Refused("invalid_credentials");
    /** What a sign-in by a mail alone proves: there, a mailed code is the same mailbox once more. */
    private static final List<String> BY_MAIL = List.of("otp");

    private final UserStore users;
    private final SecondFactor secondFactor;
    private final Throttle throttle;
    private final AuditTrail trail;

    SecondStepCheck(UserStore users, SecondFactor secondFactor, Throttle throttle, AuditTrail trail) {
        this.users = users;
        this.secondFactor = secondFactor;
        this.throttle = throttle;
        this.trail = trail;
    }

    Authentication check(SecondStep step) {
        return users.account(step.subject())
                .filter(account -> stands(account, step))
                .map(account -> check(account, step))
                .orElseGet(() -> refused(step.subject(), WRONG, "withheld"));
    }

    /** Nothing that was proved before counts for an account that was disabled, or has another password, since. */
    private static boolean stands(Account account, SecondStep step) {
        return !account.disabled()
                && (step.basis() == null
                        || (account.passwordHash() != null
                                && Secrets.equal(PasswordBasis.of(account.passwordHash()), step.basis())));
    }

    private Authentication check(Account account, SecondStep step) {
        UUID id = account.id();
        if (step.passkey() == null && BY_MAIL.equals(step.amr()) && secondFactor.byMailAlone(id)) {
            return refused(id, WRONG, "mail");
        }
        return switch (secondFactor.checkMore(
                id, step.otp(), Authenticator.answered(step.passkey(), step.browser()), step.device())) {
            // Whoever has a session already would have proved nothing.
            case SecondFactor.NotNeeded() ->
                step.basis() == null ? refused(id, WRONG, "code") : signedIn(account, step, List.of());
            case SecondFactor.Passed(List<String> amr) -> signedIn(account, step, amr);
            case SecondFactor.Missing(List<String> factors) ->
                refused(id, new Refused(Refused.SECOND_FACTOR_REQUIRED, factors), Refused.SECOND_FACTOR_REQUIRED);
            case SecondFactor.Wrong() -> refused(id, WRONG, step.passkey() == null ? "code" : "passkey");
            case SecondFactor.Wait(int seconds) -> refused(id, new Throttled(seconds), "throttled");
        };
    }

    private Authentication signedIn(Account account, SecondStep step, List<String> more) {
        UUID id = account.id();
        List<String> amr =
                Stream.concat(step.amr().stream(), more.stream()).distinct().toList();
        trail.note(new AuditEvent(AuditKind.signed_in, id, id.toString(), String.join(" ", amr)));
        return account.signedIn(amr, step.authTime())
                .on(throttle.newDevice(id, step.device()).orElse(null));
    }

    private Authentication refused(UUID user, Authentication answer, String reason) {
        trail.note(new AuditEvent(AuditKind.sign_in_refused, user, null, reason));
        return answer;
    }

    Ways ways(WaysOrder order) {
        boolean there = users.account(order.subject())
                .filter(account -> !account.disabled())
                .isPresent();
        if (!there) {
            return new Ways(List.of(), 0);
        }
        List<String> factors = secondFactor.ways(order.subject());
        if (BY_MAIL.equals(order.amr()) && factors.contains("email")) {
            return new Ways(factors.stream().filter(way -> !way.equals("email")).toList(), 0);
        }
        int seconds = order.mail() ? secondFactor.mailCode(order.subject(), order.device()) : 0;
        return new Ways(factors, seconds);
    }
}
