package dev.gatehouse.identity.factor;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.audit.RefusedProofs;
import dev.gatehouse.identity.passkey.NoPasskeyLeft;
import dev.gatehouse.identity.passkey.PasskeyCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How users get their second factors, and get rid of them. Each step is one transaction with the events that tell of it, and
 * with the attempt that it takes; a code that is wrong ends it, too, so that the attempt counts. A {@code device} is what the
 * caller's browser keeps, unchecked: codes are counted by it as in a sign-in.
 */
@ApplicationScoped
@Transactional
class FactorKeeping {
    private static final int RECOVERY_CODES = 10;
    private final FactorStore store;
    private final SecondFactor factor;
    private final SealingKeys keys;
    private final FactorConfig config;
    private final EmailFactor email;
    private final RefusedProofs proofs;
    private final PasskeyCheck passkeys;
    private final AuditTrail trail;
    private final SecureRandom random = new SecureRandom();

    FactorKeeping(
            FactorStore store,
            SecondFactor factor,
            SealingKeys keys,
            FactorConfig config,
            EmailFactor email,
            RefusedProofs proofs,
            PasskeyCheck passkeys,
            AuditTrail trail) {
        this.store = store;
        this.factor = factor;
        this.keys = keys;
        this.config = config;
        this.email = email;
        this.proofs = proofs;
        this.passkeys = passkeys;
        this.trail = trail;
    }

    /** What a sealed secret is bound to. */
    static String context(UUID user) {
        return "identity.totp_factors:" + user;
    }

    /** Since when there is which; null where there is none. */
    record Overview(
            @Nullable Instant totpSince,
            @Nullable Instant emailSince,
            @Nullable Instant passkeySince,
            int recoveryCodesLeft) {}

    Overview overview(UUID user) {
        return new Overview(
                store.totp(user).map(FactorStore.TotpFactor::confirmedAt).orElse(null),
                store.emailSince(user).orElse(null),
                store.passkeySince(user).orElse(null),
                store.recoveryCodesLeft(user));
    }

    /** What goes into the authenticator application. */
    record Offer(String secret, String uri) {}

    /** Makes a new secret; empty where the user has a factor already. */
    Optional<Offer> offer(UUID user, String username) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        return store.offer(user, keys.seal(secret, context(user)))
                ? Optional.of(new Offer(Base32.encode(secret), Totp.uri(config.issuerName(), username, secret)))
                : Optional.empty();
    }

    /** The image of what is offered; empty where nothing is, or it is confirmed: then nobody needs to see it again. */
    Optional<byte[]> image(UUID user, String username) {
        return store.totp(user)
                .filter(each -> each.confirmedAt() == null)
                .map(each -> keys.open(each.sealedSecret(), context(user)))
                .map(secret -> QrImage.of(Totp.uri(config.issuerName(), username, secret)));
    }

    /** What came of a confirmation, a removal or a renewal. */
    sealed interface Outcome permits Done, Refused, Nothing {}

    /** @param recoveryCodes to be shown this once; none after a removal */
    record Done(List<String> recoveryCodes) implements Outcome {}

    /** @param verdict why the code was not taken */
    record Refused(SecondFactor.Verdict verdict) implements Outcome {}

    /** There is nothing that this could be done to. */
    record Nothing() implements Outcome {}

    Outcome confirm(UUID user, String code, @Nullable String device) {
        store.lock(user);
        if (store.totp(user).filter(each -> each.confirmedAt() == null).isEmpty()) {
            return new Nothing();
        }
        return switch (factor.confirm(user, code, device)) {
            case SecondFactor.Passed ignored -> {
                trail.note(AuditEvent.of(AuditKind.factor_added, user));
                yield new Done(newRecoveryCodes(user, AuditKind.recovery_codes_made));
            }
            case SecondFactor.Verdict other -> refused(user, other, "totp_confirmation");
        };
    }

    /** Takes a code that {@link EmailFactor#mail} has sent: from now on they are asked for. */
    Outcome confirmEmail(UUID user, String code, @Nullable String device) {
        store.lock(user);
        if (store.emailSince(user).isPresent()) {
            return new Nothing();
        }
        if (!email.take(user, code, device)) {
            return refused(user, new SecondFactor.Wrong(), "email_confirmation");
        }
        if (!store.addEmail(user)) {
            return new Nothing();
        }
        trail.note(new AuditEvent(AuditKind.factor_added, user, user.toString(), "email"));
        return new Done(newRecoveryCodes(user, AuditKind.recovery_codes_made));
    }

    Outcome removeEmail(UUID user, String code, @Nullable String device) {
        store.lock(user);
        if (store.emailSince(user).isEmpty()) {
            return new Nothing();
        }
        return switch (factor.check(user, code, device)) {
            case SecondFactor.NotNeeded() -> new Nothing();
            case SecondFactor.Passed ignored -> {
                store.removeEmail(user);
                trail.note(new AuditEvent(AuditKind.factor_removed, user, user.toString(), "email"));
                yield new Done(List.of());
            }
            case SecondFactor.Verdict other -> refused(user, other, "email_removal");
        };
    }

    Outcome remove(UUID user, String code, @Nullable String device) {
        store.lock(user);
        if (store.totp(user).filter(each -> each.confirmedAt() != null).isEmpty()) {
            return new Nothing();
        }
        return switch (factor.check(user, code, device)) {
            case SecondFactor.NotNeeded() -> new Nothing();
            case SecondFactor.Passed ignored -> {
                store.remove(user);
                trail.note(AuditEvent.of(AuditKind.factor_removed, user));
                yield new Done(List.of());
            }
            case SecondFactor.Verdict other -> refused(user, other, "totp_removal");
        };
    }

    /** From now on a passkey is asked for after the password; nothing where the user has none. */
    Outcome requirePasskey(UUID user) {
        // Whoever takes the last passkey away at the same time waits here, or is waited for.
        store.lock(user);
        if (!passkeys.possible(user)) {
            return new Nothing();
        }
        if (!store.requirePasskey(user)) {
            return new Done(List.of());
        }
        trail.note(new AuditEvent(AuditKind.factor_added, user, user.toString(), "passkey"));
        return new Done(newRecoveryCodes(user, AuditKind.recovery_codes_made));
    }

    /** From now on it is not, but for taking the place of another factor. */
    void releasePasskey(UUID user) {
        if (store.releasePasskey(user)) {
            trail.note(new AuditEvent(AuditKind.factor_removed, user, user.toString(), "passkey"));
        }
    }

    void forget(@Observes NoPasskeyLeft last) {
        releasePasskey(last.user());
    }

    Outcome renewRecoveryCodes(UUID user, String code, @Nullable String device) {
        store.lock(user);
        return switch (factor.check(user, code, device)) {
            case SecondFactor.NotNeeded() -> new Nothing();
            case SecondFactor.Passed ignored -> new Done(newRecoveryCodes(user, AuditKind.recovery_codes_renewed));
            case SecondFactor.Verdict other -> refused(user, other, "recovery_codes");
        };
    }

    /** Who has to wait was noted when they made it so. */
    private Refused refused(UUID user, SecondFactor.Verdict verdict, String change) {
        if (verdict instanceof SecondFactor.Wrong) {
            proofs.note(user, change);
        }
        return new Refused(verdict);
    }

    private List<String> newRecoveryCodes(UUID user, AuditKind kind) {
        List<String> codes = IntStream.range(0, RECOVERY_CODES)
                .mapToObj(i -> RecoveryCode.generate(random))
                .toList();
        store.replaceRecoveryCodes(
                user,
                codes.stream()
                        .map(code -> RecoveryCode.hash(code).orElseThrow())
                        .toList());
        trail.note(AuditEvent.of(kind, user));
        return codes;
    }
}
