package dev.gatehouse.identity.factor;

import dev.gatehouse.identity.audit.RefusedProofs;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How users get their second factors, and get rid of them. A code is judged first, which counts, and used up in the
 * transaction of the change ({@link NotedFactors}). A {@code device} is what the caller's browser keeps, unchecked: codes are
 * counted by it as in a sign-in.
 */
@ApplicationScoped
public class FactorKeeping {
    private final FactorStore store;
    private final RecoveryCodeStore recoveryCodes;
    private final SecondFactor factor;
    private final SealingKeys keys;
    private final FactorConfig config;
    private final EmailFactor email;
    private final RefusedProofs proofs;
    private final NotedFactors noted;
    private final SecureRandom random = new SecureRandom();

    FactorKeeping(
            FactorStore store,
            RecoveryCodeStore recoveryCodes,
            SecondFactor factor,
            SealingKeys keys,
            FactorConfig config,
            EmailFactor email,
            RefusedProofs proofs,
            NotedFactors noted) {
        this.store = store;
        this.recoveryCodes = recoveryCodes;
        this.factor = factor;
        this.keys = keys;
        this.config = config;
        this.email = email;
        this.proofs = proofs;
        this.noted = noted;
    }

    /** What a sealed secret is bound to. */
    static String context(UUID user) {
        return "identity.totp_factors:" + user;
    }

    /** Since when there is which; null where there is none. */
    public record Overview(
            @Nullable Instant totpSince,
            @Nullable Instant emailSince,
            @Nullable Instant passkeySince,
            int recoveryCodesLeft) {}

    public Overview overview(UUID user) {
        return new Overview(
                store.totp(user).map(FactorStore.TotpFactor::confirmedAt).orElse(null),
                store.emailSince(user).orElse(null),
                store.passkeySince(user).orElse(null),
                recoveryCodes.left(user));
    }

    /** What goes into the authenticator application. */
    public record Offer(String secret, String uri) {}

    /** Makes a new secret; empty where the user has a factor already. */
    public Optional<Offer> offer(UUID user, String username) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        return store.offer(user, keys.seal(secret, context(user)))
                ? Optional.of(new Offer(Base32.encode(secret), Totp.uri(config.issuerName(), username, secret)))
                : Optional.empty();
    }

    /** What is offered; empty where nothing is, or it is confirmed: then nobody needs to see it again. */
    public Optional<Offer> offered(UUID user, String username) {
        return store.totp(user)
                .filter(each -> each.confirmedAt() == null)
                .map(each -> keys.open(each.sealedSecret(), context(user)))
                .map(secret -> new Offer(Base32.encode(secret), Totp.uri(config.issuerName(), username, secret)));
    }

    /** The image of what is {@link #offered}. */
    public Optional<byte[]> image(UUID user, String username) {
        return offered(user, username).map(offer -> QrImage.of(offer.uri()));
    }

    /** What came of a confirmation, a removal or a renewal. */
    public sealed interface Outcome permits Done, Refused, Nothing {}

    /** @param recoveryCodes to be shown this once; none after a removal */
    public record Done(List<String> recoveryCodes) implements Outcome {}

    /** @param verdict why the code was not taken */
    public record Refused(SecondFactor.Verdict verdict) implements Outcome {}

    /** There is nothing that this could be done to. */
    public record Nothing() implements Outcome {}

    public Outcome confirm(UUID user, String code, @Nullable String device) {
        if (store.totp(user).filter(each -> each.confirmedAt() == null).isEmpty()) {
            return new Nothing();
        }
        SecondFactor.Judgement judgement = factor.judgeOffered(user, code, device);
        return done(user, "totp_confirmation", judgement, use -> noted.confirm(user, use));
    }

    /** Takes a code that {@link EmailFactor#mail} has sent: from now on they are asked for. */
    public Outcome confirmEmail(UUID user, String code, @Nullable String device) {
        if (store.emailSince(user).isPresent()) {
            return new Nothing();
        }
        return email.take(user, code, device)
                ? noted.confirmEmail(user)
                : refused(user, new SecondFactor.Wrong(), "email_confirmation");
    }

    public Outcome removeEmail(UUID user, String code, @Nullable String device) {
        if (store.emailSince(user).isEmpty()) {
            return new Nothing();
        }
        return done(user, "email_removal", factor.judge(user, code, device), use -> noted.removeEmail(user, use));
    }

    public Outcome remove(UUID user, String code, @Nullable String device) {
        if (store.totp(user).filter(each -> each.confirmedAt() != null).isEmpty()) {
            return new Nothing();
        }
        return done(user, "totp_removal", factor.judge(user, code, device), use -> noted.remove(user, use));
    }

    public Outcome renewRecoveryCodes(UUID user, String code, @Nullable String device) {
        SecondFactor.Judgement judgement = factor.judge(user, code, device);
        return done(user, "recovery_codes", judgement, use -> noted.renewRecoveryCodes(user, use));
    }

    /** From now on a passkey is asked for after the password; nothing where the user has none. */
    public Outcome requirePasskey(UUID user) {
        return noted.requirePasskey(user);
    }

    /** From now on it is not, but for taking the place of another factor. */
    public void releasePasskey(UUID user) {
        noted.releasePasskey(user);
    }

    /** @param then the change, which uses the code up */
    private Outcome done(
            UUID user, String change, SecondFactor.Judgement judgement, Function<BooleanSupplier, Outcome> then) {
        return switch (judgement) {
            case SecondFactor.Right(List<String> ignored, BooleanSupplier use) -> {
                Outcome outcome = then.apply(use);
                yield outcome instanceof Refused(SecondFactor.Verdict late) ? refused(user, late, change) : outcome;
            }
            case SecondFactor.Not(SecondFactor.NotNeeded()) -> new Nothing();
            case SecondFactor.Not(SecondFactor.Verdict verdict) -> refused(user, verdict, change);
        };
    }

    /** Who has to wait was noted when they made it so. */
    private Refused refused(UUID user, SecondFactor.Verdict verdict, String change) {
        if (verdict instanceof SecondFactor.Wrong) {
            proofs.note(user, change);
        }
        return new Refused(verdict);
    }
}
