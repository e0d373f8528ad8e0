package dev.gatehouse.identity.factor;

import dev.gatehouse.common.peer.IdentityService;
import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.onetime.MailedProofs;
import dev.gatehouse.identity.passkey.PasskeyCheck;
import dev.gatehouse.identity.throttle.Attempt;
import dev.gatehouse.identity.throttle.Throttle;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for a second factor where the user has one. */
@ApplicationScoped
public class SecondFactor {
    private final FactorStore store;
    private final SealingKeys keys;
    private final FactorConfig config;
    private final EmailFactor email;
    private final Throttle throttle;
    private final PasskeyCheck passkeys;
    private final AuditTrail trail;

    SecondFactor(
            FactorStore store,
            SealingKeys keys,
            FactorConfig config,
            EmailFactor email,
            Throttle throttle,
            PasskeyCheck passkeys,
            AuditTrail trail) {
        this.store = store;
        this.keys = keys;
        this.config = config;
        this.email = email;
        this.throttle = throttle;
        this.passkeys = passkeys;
        this.trail = trail;
    }

    /** What came of it. */
    public sealed interface Verdict permits NotNeeded, Passed, Missing, Wrong, Wait {}

    /** The user has no second factor. */
    public record NotNeeded() implements Verdict {}

    /** @param amr what is to be said of it (RFC 8176) */
    public record Passed(List<String> amr) implements Verdict {}

    /** The user has one, and nothing was given. @param factors what would do, beside a recovery code */
    public record Missing(List<String> factors) implements Verdict {}

    /** Neither a code of now that was not used yet nor a recovery code; or no passkey of this user. */
    public record Wrong() implements Verdict {}

    /** After too many wrong codes, or passkeys. */
    public record Wait(int seconds) implements Verdict {}

    /**
     * Wrong codes of a device that has signed in before are counted by themselves: else whoever knows the password could make
     * its owner wait forever.
     *
     * @param given a one-time password or a recovery code, as typed
     * @param device what the browser keeps, unchecked
     */
    public Verdict check(UUID user, @Nullable String given, @Nullable String device) {
        return check(user, given, null, device);
    }

    /**
     * The same, or a passkey: whoever has one can use it in place of a code.
     *
     * @param passkey the answer of a browser to its challenge; where there is one, {@code given} is not looked at
     */
    public Verdict check(
            UUID user,
            @Nullable String given,
            IdentityService.@Nullable PasskeySignIn passkey,
            @Nullable String device) {
        FactorStore.Asked asked = store.asked(user);
        if (asked.nothing()) {
            return new NotNeeded();
        }
        Optional<FactorStore.TotpFactor> factor = asked.totp();
        boolean mailed = asked.email();
        if (passkey != null) {
            return checkPasskey(user, passkey, device);
        }
        if (given == null || given.isBlank()) {
            return new Missing(due(user, factor.isPresent(), mailed));
        }
        if (factor.isEmpty()) {
            // A code that is mailed to begin with counts for nothing else until the user has that factor.
            return mailed && MailedProofs.looksLikeCode(given)
                    ? checkMailedCode(user, given, device)
                    : checkRecoveryCode(user, given);
        }
        if (!Totp.plausible(given)) {
            return checkRecoveryCode(user, given);
        }
        return checkCode(user, factor.get(), given, device);
    }

    private List<String> due(UUID user, boolean totp, boolean mailed) {
        var factors = new ArrayList<String>();
        if (totp) {
            factors.add("totp");
        } else if (mailed) {
            factors.add("email");
        }
        if (passkeys.possible(user)) {
            factors.add("passkey");
        }
        return List.copyOf(factors);
    }

    /** Whether codes that are mailed are all the codes of the user: then a mail shows nothing that is not asked for again. */
    public boolean byMailAlone(UUID user) {
        FactorStore.Asked asked = store.asked(user);
        return asked.totp().isEmpty() && asked.email();
    }

    /**
     * Mails a code where that is the user's factor; for who has given the right password.
     *
     * @param device what the browser keeps, unchecked
     * @return seconds to wait where there were too many, else 0
     */
    public int mailCode(UUID user, @Nullable String device) {
        return byMailAlone(user) && email.mail(user, device) instanceof EmailFactor.Later(int seconds) ? seconds : 0;
    }

    /** The same of a factor that is offered: the first right code confirms it. */
    Verdict confirm(UUID user, String given, @Nullable String device) {
        return store.totp(user)
                .map(factor -> checkCode(user, factor, given, device))
                .orElseGet(NotNeeded::new);
    }

    private Verdict checkCode(UUID user, FactorStore.TotpFactor factor, String given, @Nullable String device) {
        return throttle.code(user, device, config.freeAttempts(), config.longestDelay())
                .map(attempt -> checkCode(user, factor, given, attempt))
                .orElseGet(() -> checkCode(user, factor, given));
    }

    private Verdict checkCode(UUID user, FactorStore.TotpFactor factor, String given) {
        Instant now = Instant.now();
        // The attempt counts before the code is looked at: calls at once cannot have more of them than one by one.
        if (!store.attempt(user, config.freeAttempts(), config.longestDelay())) {
            long seconds = Duration.between(now, factor.retryAt()).toSeconds();
            return new Wait(
                    (int) Math.clamp(seconds + 1, 1, config.longestDelay().toSeconds()));
        }
        OptionalLong step = step(user, factor, given, now);
        return step.isPresent() && spend(user, factor, step.getAsLong(), true) ? passed() : new Wrong();
    }

    /** The same of a known device. */
    private Verdict checkCode(UUID user, FactorStore.TotpFactor factor, String given, Attempt attempt) {
        int before = throttle.before(attempt);
        if (before > 0) {
            return new Wait(before);
        }
        OptionalLong step = step(user, factor, given, Instant.now());
        // What settles too late is not looked at: calls at once cannot have more of them than one by one.
        int after = throttle.settle(attempt, step.isPresent()).seconds();
        if (after > 0) {
            return new Wait(after);
        }
        // It leaves the others' count: else each sign-in would give new attempts to whoever guesses.
        return step.isPresent() && spend(user, factor, step.getAsLong(), false) ? passed() : new Wrong();
    }

    private OptionalLong step(UUID user, FactorStore.TotpFactor factor, String given, Instant now) {
        return Totp.step(keys.open(factor.sealedSecret(), FactorKeeping.context(user)), given, now);
    }

    private boolean spend(UUID user, FactorStore.TotpFactor factor, long step, boolean forgetting) {
        String sealed = factor.sealedSecret();
        // With each use it comes under the key of now, so that an older one can go in the end.
        return store.spend(user, sealed, step, keys.renewed(sealed, FactorKeeping.context(user)), forgetting);
    }

    private static Passed passed() {
        return new Passed(List.of("otp", "mfa"));
    }

    private Verdict checkPasskey(UUID user, IdentityService.PasskeySignIn passkey, @Nullable String device) {
        return throttle.code(user, device, config.freeAttempts(), config.longestDelay())
                .map(attempt -> checkPasskey(user, passkey, attempt))
                .orElseGet(() -> checkPasskey(user, passkey));
    }

    /** Of a known device: whoever knows the password has no passkey of its owner wait there. */
    private Verdict checkPasskey(UUID user, IdentityService.PasskeySignIn passkey, Attempt attempt) {
        int before = throttle.before(attempt);
        if (before > 0) {
            return new Wait(before);
        }
        Optional<List<String>> amr = passkeys.passes(user, passkey);
        int after = throttle.settle(attempt, amr.isPresent()).seconds();
        if (after > 0) {
            return new Wait(after);
        }
        return amr.<Verdict>map(Passed::new).orElseGet(Wrong::new);
    }

    private Verdict checkPasskey(UUID user, IdentityService.PasskeySignIn passkey) {
        // As of codes, though nobody guesses a signature.
        if (!store.attemptPasskey(user, config.freeAttempts(), config.longestDelay())) {
            long seconds = store.passkeyRetryAt(user)
                    .map(at -> Duration.between(Instant.now(), at).toSeconds())
                    .orElse(0L);
            return new Wait(
                    (int) Math.clamp(seconds + 1, 1, config.longestDelay().toSeconds()));
        }
        Optional<List<String>> amr = passkeys.passes(user, passkey);
        amr.ifPresent(passed -> store.forgetPasskeyAttempts(user));
        return amr.<Verdict>map(Passed::new).orElseGet(Wrong::new);
    }

    private Verdict checkMailedCode(UUID user, String given, @Nullable String device) {
        return email.take(user, given, device) ? passed() : new Wrong();
    }

    private Verdict checkRecoveryCode(UUID user, String given) {
        boolean used = RecoveryCode.hash(given)
                .filter(hash -> store.useRecoveryCode(user, hash))
                .isPresent();
        if (!used) {
            return new Wrong();
        }
        trail.note(AuditEvent.of(AuditKind.recovery_code_used, user));
        return passed();
    }
}
