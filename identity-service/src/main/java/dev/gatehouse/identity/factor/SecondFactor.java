package dev.gatehouse.identity.factor;

import dev.gatehouse.common.peer.IdentityService;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks for a second factor where the user has one. */
@ApplicationScoped
public class SecondFactor {
    private static final List<String> CODE = List.of("otp", "mfa");
    private static final Judgement WRONG = new Not(new Wrong());
    private final FactorStore store;
    private final SealingKeys keys;
    private final FactorConfig config;
    private final EmailFactor email;
    private final Throttle throttle;
    private final PasskeyCheck passkeys;
    private final RecoveryCodeStore codes;

    SecondFactor(
            FactorStore store,
            SealingKeys keys,
            FactorConfig config,
            EmailFactor email,
            Throttle throttle,
            PasskeyCheck passkeys,
            RecoveryCodeStore codes) {
        this.store = store;
        this.keys = keys;
        this.config = config;
        this.email = email;
        this.throttle = throttle;
        this.passkeys = passkeys;
        this.codes = codes;
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

    /** What was found of a code or a passkey before it is used up. */
    sealed interface Judgement permits Right, Not {}

    /**
     * It is right, and was counted as such.
     *
     * @param amr what is to be said of it (RFC 8176)
     * @param use uses it up, in PostgreSQL alone and in the transaction that is open; false where it is good for nothing
     */
    record Right(List<String> amr, BooleanSupplier use) implements Judgement {}

    /** @param verdict any but {@link Passed} */
    record Not(Verdict verdict) implements Judgement {}

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
        return verdict(judge(user, given, passkey, device));
    }

    /**
     * As {@link #check}, but for using it up: whoever changes something with it does so in the transaction of the change.
     * Redis is asked here alone, so in no transaction: none waits for it with a row locked.
     */
    Judgement judge(UUID user, @Nullable String given, @Nullable String device) {
        return judge(user, given, null, device);
    }

    /**
     * For who has to prove more than they wish to be asked for: the same, and whoever has a passkey may use it, though they
     * are never asked for one.
     */
    public Verdict checkMore(
            UUID user,
            @Nullable String given,
            IdentityService.@Nullable PasskeySignIn passkey,
            @Nullable String device) {
        return passkey == null ? check(user, given, null, device) : verdict(checkPasskey(user, passkey, device));
    }

    /** What would do for {@link #checkMore}, beside a recovery code. */
    public List<String> ways(UUID user) {
        FactorStore.Asked asked = store.asked(user);
        return due(user, asked.totp().isPresent(), asked.email());
    }

    private static Verdict verdict(Judgement judgement) {
        return switch (judgement) {
            case Right(List<String> amr, BooleanSupplier use) -> use.getAsBoolean() ? new Passed(amr) : new Wrong();
            case Not(Verdict verdict) -> verdict;
        };
    }

    private Judgement judge(
            UUID user,
            @Nullable String given,
            IdentityService.@Nullable PasskeySignIn passkey,
            @Nullable String device) {
        FactorStore.Asked asked = store.asked(user);
        if (asked.nothing()) {
            return new Not(new NotNeeded());
        }
        Optional<FactorStore.TotpFactor> factor = asked.totp();
        if (passkey != null) {
            return checkPasskey(user, passkey, device);
        }
        if (given == null || given.isBlank()) {
            return new Not(new Missing(due(user, factor.isPresent(), asked.email())));
        }
        if (factor.isEmpty()) {
            // A code that is mailed to begin with counts for nothing else until the user has that factor.
            return asked.email() && MailedProofs.looksLikeCode(given)
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
    Judgement judgeOffered(UUID user, String given, @Nullable String device) {
        return store.totp(user)
                .map(factor -> checkCode(user, factor, given, device))
                .orElseGet(() -> new Not(new NotNeeded()));
    }

    private Judgement checkCode(UUID user, FactorStore.TotpFactor factor, String given, @Nullable String device) {
        return throttle.code(user, device, config.freeAttempts(), config.longestDelay())
                .map(attempt -> checkCode(user, factor, given, attempt))
                .orElseGet(() -> checkCode(user, factor, given));
    }

    private Judgement checkCode(UUID user, FactorStore.TotpFactor factor, String given) {
        // The attempt counts before the code is looked at: calls at once cannot have more of them than one by one.
        if (!store.attempt(user, config.freeAttempts(), config.longestDelay())) {
            return until(factor.retryAt());
        }
        return spending(user, factor, step(user, factor, given, Instant.now()), true);
    }

    /** The same of a known device. */
    private Judgement checkCode(UUID user, FactorStore.TotpFactor factor, String given, Attempt attempt) {
        int before = throttle.before(attempt);
        if (before > 0) {
            return new Not(new Wait(before));
        }
        OptionalLong step = step(user, factor, given, Instant.now());
        // What settles too late is not looked at: calls at once cannot have more of them than one by one.
        int after = throttle.settle(attempt, step.isPresent()).seconds();
        // It leaves the others' count: else each sign-in would give new attempts to whoever guesses.
        return after > 0 ? new Not(new Wait(after)) : spending(user, factor, step, false);
    }

    /** Empty where the code was used before, too: whoever has seen one is given no new attempts for it. */
    private OptionalLong step(UUID user, FactorStore.TotpFactor factor, String given, Instant now) {
        OptionalLong step = Totp.step(keys.open(factor.sealedSecret(), FactorKeeping.context(user)), given, now);
        return step.isPresent() && step.getAsLong() > factor.lastStep() ? step : OptionalLong.empty();
    }

    private Judgement spending(UUID user, FactorStore.TotpFactor factor, OptionalLong step, boolean forgetting) {
        if (step.isEmpty()) {
            return WRONG;
        }
        String sealed = factor.sealedSecret();
        // With each use it comes under the key of now, so that an older one can go in the end.
        String renewed = keys.renewed(sealed, FactorKeeping.context(user));
        return new Right(CODE, () -> store.spend(user, sealed, step.getAsLong(), renewed, forgetting));
    }

    private Judgement checkPasskey(UUID user, IdentityService.PasskeySignIn passkey, @Nullable String device) {
        return throttle.code(user, device, config.freeAttempts(), config.longestDelay())
                .map(attempt -> checkPasskey(user, passkey, attempt))
                .orElseGet(() -> checkPasskey(user, passkey));
    }

    /** Of a known device: whoever knows the password has no passkey of its owner wait there. */
    private Judgement checkPasskey(UUID user, IdentityService.PasskeySignIn passkey, Attempt attempt) {
        int before = throttle.before(attempt);
        if (before > 0) {
            return new Not(new Wait(before));
        }
        PasskeyCheck.Shown shown = passkeys.shown(user, passkey);
        int after = throttle.settle(attempt, !(shown instanceof PasskeyCheck.NotPassed))
                .seconds();
        return after > 0 ? new Not(new Wait(after)) : judged(shown);
    }

    private Judgement checkPasskey(UUID user, IdentityService.PasskeySignIn passkey) {
        // As of codes, though nobody guesses a signature.
        if (!store.attemptPasskey(user, config.freeAttempts(), config.longestDelay())) {
            return until(store.passkeyRetryAt(user).orElseGet(Instant::now));
        }
        PasskeyCheck.Shown shown = passkeys.shown(user, passkey);
        if (!(shown instanceof PasskeyCheck.NotPassed)) {
            store.forgetPasskeyAttempts(user);
        }
        return judged(shown);
    }

    private Judgement until(Instant retryAt) {
        long seconds = Duration.between(Instant.now(), retryAt).toSeconds();
        long longest = config.longestDelay().toSeconds();
        return new Not(new Wait((int) Math.clamp(seconds + 1, 1, longest)));
    }

    private static Judgement judged(PasskeyCheck.Shown shown) {
        return switch (shown) {
            // The challenge was used up with the answer to it.
            case PasskeyCheck.Passed(List<String> amr) -> new Right(amr, () -> true);
            case PasskeyCheck.Wait(int seconds) -> new Not(new Wait(seconds));
            case PasskeyCheck.NotPassed() -> WRONG;
        };
    }

    /** One is gone from Redis as soon as it is taken; it counts as long as no application is asked for instead. */
    private Judgement checkMailedCode(UUID user, String given, @Nullable String device) {
        return email.take(user, given, device) ? new Right(CODE, () -> byMailAlone(user)) : WRONG;
    }

    private Judgement checkRecoveryCode(UUID user, String given) {
        return RecoveryCode.hash(given)
                .<Judgement>map(hash -> new Right(CODE, () -> codes.use(user, hash)))
                .orElse(WRONG);
    }
}
