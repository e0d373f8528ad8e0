package dev.gatehouse.identity.factor;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.onetime.MailedProofs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
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
    private final AuditTrail trail;

    SecondFactor(FactorStore store, SealingKeys keys, FactorConfig config, EmailFactor email, AuditTrail trail) {
        this.store = store;
        this.keys = keys;
        this.config = config;
        this.email = email;
        this.trail = trail;
    }

    /** What came of it. */
    public sealed interface Verdict permits NotNeeded, Passed, Missing, Wrong, Wait {}

    /** The user has no second factor. */
    public record NotNeeded() implements Verdict {}

    /** @param amr what is to be said of it (RFC 8176) */
    public record Passed(List<String> amr) implements Verdict {}

    /** The user has one, and nothing was given. */
    public record Missing() implements Verdict {}

    /** Neither a code of now that was not used yet nor a recovery code. */
    public record Wrong() implements Verdict {}

    /** After too many wrong codes. */
    public record Wait(int seconds) implements Verdict {}

    /** @param given a one-time password or a recovery code, as typed */
    public Verdict check(UUID user, @Nullable String given) {
        Optional<FactorStore.TotpFactor> factor = store.totp(user).filter(each -> each.confirmedAt() != null);
        if (factor.isEmpty() && store.emailSince(user).isEmpty()) {
            return new NotNeeded();
        }
        if (given == null || given.isBlank()) {
            return new Missing();
        }
        if (factor.isEmpty()) {
            return MailedProofs.looksLikeCode(given) ? checkMailedCode(user, given) : checkRecoveryCode(user, given);
        }
        return Totp.plausible(given) ? checkCode(user, factor.get(), given) : checkRecoveryCode(user, given);
    }

    /** Whether codes that are mailed are all that the user has: then a mail shows nothing that is not asked for again. */
    public boolean byMailAlone(UUID user) {
        return store.totp(user).filter(each -> each.confirmedAt() != null).isEmpty()
                && store.emailSince(user).isPresent();
    }

    /**
     * Mails a code where that is the user's factor; for who has given the right password.
     *
     * @return seconds to wait where there were too many, else 0
     */
    public int mailCode(UUID user) {
        return byMailAlone(user) && email.mail(user) instanceof EmailFactor.Later(int seconds) ? seconds : 0;
    }

    /** The same of a factor that is offered: the first right code confirms it. */
    Verdict confirm(UUID user, String given) {
        return store.totp(user)
                .<Verdict>map(factor -> checkCode(user, factor, given))
                .orElseGet(NotNeeded::new);
    }

    private Verdict checkCode(UUID user, FactorStore.TotpFactor factor, String given) {
        Instant now = Instant.now();
        // The attempt counts before the code is looked at: calls at once cannot have more of them than one by one.
        if (!store.attempt(user, config.freeAttempts(), config.longestDelay())) {
            long seconds = Duration.between(now, factor.retryAt()).toSeconds();
            return new Wait(
                    (int) Math.clamp(seconds + 1, 1, config.longestDelay().toSeconds()));
        }
        String sealed = factor.sealedSecret();
        String context = FactorKeeping.context(user);
        OptionalLong step = Totp.step(keys.open(sealed, context), given, now);
        // With each use it comes under the key of now, so that an older one can go in the end.
        return step.isPresent() && store.spend(user, sealed, step.getAsLong(), keys.renewed(sealed, context))
                ? new Passed(List.of("otp", "mfa"))
                : new Wrong();
    }

    private Verdict checkMailedCode(UUID user, String given) {
        return email.take(user, given) ? new Passed(List.of("otp", "mfa")) : new Wrong();
    }

    private Verdict checkRecoveryCode(UUID user, String given) {
        boolean used = RecoveryCode.hash(given)
                .filter(hash -> store.useRecoveryCode(user, hash))
                .isPresent();
        if (!used) {
            return new Wrong();
        }
        trail.note(AuditEvent.of(AuditKind.recovery_code_used, user));
        return new Passed(List.of("otp", "mfa"));
    }
}
