package dev.gatehouse.identity.factor;

import dev.gatehouse.identity.audit.AuditEvent;
import dev.gatehouse.identity.audit.AuditKind;
import dev.gatehouse.identity.audit.AuditTrail;
import dev.gatehouse.identity.factor.FactorKeeping.Done;
import dev.gatehouse.identity.factor.FactorKeeping.Nothing;
import dev.gatehouse.identity.factor.FactorKeeping.Outcome;
import dev.gatehouse.identity.factor.FactorKeeping.Refused;
import dev.gatehouse.identity.passkey.NoPasskeyLeft;
import dev.gatehouse.identity.passkey.PasskeyCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Changes of second factors, each in one transaction with the events that tell of it and with the code that it takes
 * ({@code use}, as of {@link SecondFactor.Right}). Those of one user go one after the other, so each looks once more whether
 * there is something to change.
 */
@ApplicationScoped
@Transactional
class NotedFactors {
    private static final int RECOVERY_CODES = 10;
    private static final Outcome USED = new Refused(new SecondFactor.Wrong());
    private final FactorStore store;
    private final RecoveryCodeStore recoveryCodes;
    private final PasskeyCheck passkeys;
    private final AuditTrail trail;
    private final SecureRandom random = new SecureRandom();

    NotedFactors(FactorStore store, RecoveryCodeStore recoveryCodes, PasskeyCheck passkeys, AuditTrail trail) {
        this.store = store;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.trail = trail;
    }

    Outcome confirm(UUID user, BooleanSupplier use) {
        store.lock(user);
        if (store.totp(user).filter(each -> each.confirmedAt() == null).isEmpty()) {
            return new Nothing();
        }
        if (!use.getAsBoolean()) {
            return USED;
        }
        trail.note(AuditEvent.of(AuditKind.factor_added, user));
        return new Done(newRecoveryCodes(user, AuditKind.recovery_codes_made));
    }

    Outcome confirmEmail(UUID user) {
        store.lock(user);
        if (!store.addEmail(user)) {
            return new Nothing();
        }
        trail.note(new AuditEvent(AuditKind.factor_added, user, user.toString(), "email"));
        return new Done(newRecoveryCodes(user, AuditKind.recovery_codes_made));
    }

    Outcome removeEmail(UUID user, BooleanSupplier use) {
        store.lock(user);
        if (store.emailSince(user).isEmpty()) {
            return new Nothing();
        }
        if (!use.getAsBoolean()) {
            return USED;
        }
        store.removeEmail(user);
        trail.note(new AuditEvent(AuditKind.factor_removed, user, user.toString(), "email"));
        return new Done(List.of());
    }

    Outcome remove(UUID user, BooleanSupplier use) {
        store.lock(user);
        if (store.totp(user).filter(each -> each.confirmedAt() != null).isEmpty()) {
            return new Nothing();
        }
        if (!use.getAsBoolean()) {
            return USED;
        }
        store.remove(user);
        trail.note(AuditEvent.of(AuditKind.factor_removed, user));
        return new Done(List.of());
    }

    Outcome renewRecoveryCodes(UUID user, BooleanSupplier use) {
        store.lock(user);
        if (store.asked(user).nothing()) {
            return new Nothing();
        }
        return use.getAsBoolean() ? new Done(newRecoveryCodes(user, AuditKind.recovery_codes_renewed)) : USED;
    }

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

    void releasePasskey(UUID user) {
        if (store.releasePasskey(user)) {
            trail.note(new AuditEvent(AuditKind.factor_removed, user, user.toString(), "passkey"));
        }
    }

    void forget(@Observes NoPasskeyLeft last) {
        releasePasskey(last.user());
    }

    private List<String> newRecoveryCodes(UUID user, AuditKind kind) {
        List<String> codes = IntStream.range(0, RECOVERY_CODES)
                .mapToObj(i -> RecoveryCode.generate(random))
                .toList();
        recoveryCodes.replace(
                user,
                codes.stream()
                        .map(code -> RecoveryCode.hash(code).orElseThrow())
                        .toList());
        trail.note(AuditEvent.of(kind, user));
        return codes;
    }
}
