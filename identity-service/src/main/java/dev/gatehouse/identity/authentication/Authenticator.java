package dev.gatehouse.identity.authentication;

import dev.gatehouse.common.peer.IdentityService.Authenticated;
import dev.gatehouse.common.peer.IdentityService.Authentication;
import dev.gatehouse.common.peer.IdentityService.Busy;
import dev.gatehouse.common.peer.IdentityService.CallAuthentication;
import dev.gatehouse.common.peer.IdentityService.Credentials;
import dev.gatehouse.common.peer.IdentityService.PasskeyBrowser;
import dev.gatehouse.common.peer.IdentityService.PasskeySignIn;
import dev.gatehouse.common.peer.IdentityService.Refused;
import dev.gatehouse.common.peer.IdentityService.Throttled;
import dev.gatehouse.common.peer.PasskeyAssertion;
import dev.gatehouse.common.peer.SignInSteps.FirstStep;
import dev.gatehouse.common.peer.SignInSteps.HalfAuthenticated;
import dev.gatehouse.common.requester.Network;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.factor.SecondFactor;
import dev.gatehouse.identity.password.HashingBusy;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.password.RefusalTime;
import dev.gatehouse.identity.remember.RememberedCalls;
import dev.gatehouse.identity.serviceaccount.ServiceAccounts;
import dev.gatehouse.identity.throttle.Attempt;
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

/** Checks passwords. All refusals look and last alike, whether the user exists or not. */
@ApplicationScoped
public class Authenticator {
    private static final String WAITING = "waiting";
    private static final Refused WRONG = new Refused("invalid_credentials");
    private final UserStore users;
    private final PasswordHasher hasher;
    private final RefusalTime refusalTime;
    private final SecondFactor secondFactor;
    private final ServiceAccounts serviceAccounts;
    private final Throttle throttle;
    private final RememberedCalls memory;
    private final AuditTrail trail;

    Authenticator(
            UserStore users,
            PasswordHasher hasher,
            RefusalTime refusalTime,
            SecondFactor secondFactor,
            ServiceAccounts serviceAccounts,
            Throttle throttle,
            RememberedCalls memory,
            AuditTrail trail) {
        this.users = users;
        this.hasher = hasher;
        this.refusalTime = refusalTime;
        this.secondFactor = secondFactor;
        this.serviceAccounts = serviceAccounts;
        this.throttle = throttle;
        this.memory = memory;
        this.trail = trail;
    }

    /** A sign-in, by username or e-mail address. */
    public Authentication signIn(Credentials credentials) {
        return signedIn(credentials, mailed(check(credentials), credentials.device()));
    }

    /** The same, but for the second factor where one is due and was not given. */
    FirstStep firstStep(Credentials credentials) {
        // Of before anything was looked up: whatever is revoked while this goes on counts against it.
        Instant authTime = Instant.now();
        Checked checked = mailed(check(credentials), credentials.device());
        Authentication answer = signedIn(credentials, checked);
        if (!(answer instanceof Refused(String code, List<String> factors))
                || !code.equals(Refused.SECOND_FACTOR_REQUIRED)) {
            return answer;
        }
        Account account = checked.account().orElseThrow();
        return new HalfAuthenticated(
                account.id(),
                account.username(),
                List.of("pwd"),
                authTime,
                PasswordBasis.of(checked.hash()),
                factors == null ? List.of() : factors);
    }

    private Authentication signedIn(Credentials credentials, Checked checked) {
        String device = credentials.device();
        if (checked.answer() instanceof Authenticated user) {
            UUID id = user.subject();
            trail.note(new AuditEvent(AuditKind.signed_in, id, id.toString(), String.join(" ", user.amr())));
            return user.on(throttle.newDevice(id, device).orElse(null));
        }
        return noted(checked);
    }

    /** Where a code is due that is mailed, it is on its way; only a sign-in sends one, for calls go on and on. */
    private Checked mailed(Checked checked, @Nullable String device) {
        if (!checked.reason().equals(Refused.SECOND_FACTOR_REQUIRED)) {
            return checked;
        }
        int seconds = secondFactor.mailCode(checked.account().orElseThrow().id(), device);
        return seconds == 0 ? checked : new Checked(new Throttled(seconds), checked.account(), "throttled");
    }

    /**
     * One call by HTTP Basic, which is no sign-in: only refusals are noted. Who has a second factor has to sign in. What was
     * right a moment ago is remembered for the caller's network, and asks neither the database nor the throttle.
     *
     * @param login username or e-mail address, or the id of a service account
     */
    public CallAuthentication call(String login, String password) {
        if (ServiceAccounts.named(login)) {
            return serviceAccounts.authenticate(login, password);
        }
        return memory.answer(
                Network.ofRequester(), login, password, () -> noted(check(new Credentials(login, password, null))));
    }

    /**
     * @param account whose name was given; the answer never tells whether there is one
     * @param hash of the password where that was right, as it is kept from now on
     */
    private record Checked(
            Authentication answer,
            Optional<Account> account,
            String reason,
            @Nullable String hash) {
        Checked(Authentication answer, Optional<Account> account, String reason) {
            this(answer, account, reason, null);
        }
    }

    private Authentication noted(Checked checked) {
        // Who has to wait was noted when they made it so; a flood of the same would only fill the trail.
        boolean waiting = checked.reason().equals(WAITING);
        if (!waiting && (checked.answer() instanceof Refused || checked.answer() instanceof Throttled)) {
            // Not the name that was tried: people type their passwords there.
            UUID subject = checked.account().map(Account::id).orElse(null);
            trail.note(new AuditEvent(AuditKind.sign_in_refused, subject, null, checked.reason()));
        }
        return checked.answer();
    }

    private Checked check(Credentials credentials) {
        String login = credentials.username();
        String password = credentials.password();
        // Of before anything was looked up: whatever is revoked while this goes on counts against it.
        Instant authTime = Instant.now();
        Optional<Account> found = users.byLogin(login);
        Attempt attempt = throttle.attempt(login, found.map(Account::id).orElse(null), credentials.device());
        int before = throttle.before(attempt);
        if (before > 0) {
            return new Checked(new Throttled(before), found, WAITING);
        }
        String hash = found.map(Account::passwordHash).orElse(null);
        String kept = hash;
        long began = System.nanoTime();
        try {
            boolean matches = hasher.verify(hash, password);
            boolean right = matches && hash != null && !found.orElseThrow().disabled();
            Throttle.Settled settled = throttle.settle(attempt, right);
            if (!settled.right()) {
                refusalTime.await(began);
            }
            if (settled.seconds() > 0) {
                return new Checked(new Throttled(settled.seconds()), found, "throttled");
            }
            if (!settled.right() || hash == null) {
                return new Checked(WRONG, found, right ? "withheld" : "password");
            }
            if (hasher.outdated(hash)) {
                kept = hasher.hash(password);
                users.rehash(found.orElseThrow().id(), hash, kept);
            }
        } catch (HashingBusy e) {
            return new Checked(new Busy(HashingBusy.RETRY_AFTER), found, "busy");
        }
        Account account = found.orElseThrow();
        PasskeyAssertion passkey = credentials.passkey();
        return switch (secondFactor.check(
                account.id(), credentials.otp(), answered(passkey, credentials.browser()), credentials.device())) {
            case SecondFactor.NotNeeded() -> new Checked(account.signedIn(List.of("pwd"), authTime), found, "");
            case SecondFactor.Passed(List<String> amr) -> {
                List<String> both =
                        Stream.concat(Stream.of("pwd"), amr.stream()).toList();
                yield new Checked(account.signedIn(both, authTime), found, "");
            }
            case SecondFactor.Missing(List<String> factors) ->
                new Checked(
                        new Refused(Refused.SECOND_FACTOR_REQUIRED, factors),
                        found,
                        Refused.SECOND_FACTOR_REQUIRED,
                        kept);
            case SecondFactor.Wrong() -> new Checked(WRONG, found, passkey == null ? "code" : "passkey");
            case SecondFactor.Wait(int seconds) -> new Checked(new Throttled(seconds), found, "throttled");
        };
    }

    /** Null where there is none. Of no browser at all, it is to no challenge that was ever given. */
    static @Nullable PasskeySignIn answered(@Nullable PasskeyAssertion passkey, @Nullable String browser) {
        return passkey == null ? null : new PasskeySignIn(new PasskeyBrowser(browser == null ? "" : browser), passkey);
    }
}
