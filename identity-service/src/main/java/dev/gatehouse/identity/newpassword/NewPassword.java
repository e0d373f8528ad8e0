package dev.gatehouse.identity.newpassword;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.identity.audit.RefusedProofs;
import dev.gatehouse.identity.onetime.OneTimeTokens;
import dev.gatehouse.identity.onetime.Purpose;
import dev.gatehouse.identity.password.Objection;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.password.PasswordHistory;
import dev.gatehouse.identity.password.PasswordPolicy;
import dev.gatehouse.identity.user.Account;
import dev.gatehouse.identity.user.UserAdministration;
import dev.gatehouse.identity.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Sets passwords. All that the user holds ends with it, on the caller's side, too: sessions, tokens and API keys may be in
 * the hands of whoever the new password is meant to keep out.
 */
@ApplicationScoped
public class NewPassword {
    private static final int TRIES = 10;
    private static final Duration PERIOD = Duration.ofHours(1);
    private final UserStore users;
    private final PasswordStore store;
    private final PasswordPolicy policy;
    private final PasswordHistory history;
    private final PasswordHasher hasher;
    private final OneTimeTokens tokens;
    private final UserAdministration administration;
    private final Limiter limiter;
    private final RefusedProofs refused;

    NewPassword(
            UserStore users,
            PasswordStore store,
            PasswordPolicy policy,
            PasswordHistory history,
            PasswordHasher hasher,
            OneTimeTokens tokens,
            UserAdministration administration,
            Limiter limiter,
            RefusedProofs refused) {
        this.users = users;
        this.store = store;
        this.policy = policy;
        this.history = history;
        this.hasher = hasher;
        this.tokens = tokens;
        this.administration = administration;
        this.limiter = limiter;
        this.refused = refused;
    }

    /** What came of it. */
    public sealed interface Outcome permits Changed, Wrong, NoPassword, Weak, BadToken, Wait {}

    public record Changed() implements Outcome {}

    /** The current password is not that. */
    public record Wrong() implements Outcome {}

    /** There is none that could be changed; a recovery gives one. */
    public record NoPassword() implements Outcome {}

    /** @param objection why it may not be chosen */
    public record Weak(Objection objection) implements Outcome {}

    /** The token is wrong, was used, or is too old. */
    public record BadToken() implements Outcome {}

    /** There were too many tries of late. */
    public record Wait(int seconds) implements Outcome {}

    /**
     * By the current password.
     *
     * @throws dev.gatehouse.identity.password.HashingBusy where too many passwords wait to be hashed
     */
    public Outcome change(UUID user, String current, String password) {
        int seconds = limiter.take("password", user.toString(), TRIES, PERIOD);
        if (seconds > 0) {
            return new Wait(seconds);
        }
        Account account = users.account(user).orElseThrow();
        String before = account.passwordHash();
        if (before == null) {
            return new NoPassword();
        }
        if (!hasher.verify(before, current)) {
            refused.note(user, "password_change");
            return new Wrong();
        }
        Optional<Objection> objection = objection(account, password);
        if (objection.isPresent()) {
            return new Weak(objection.get());
        }
        String after = hasher.hash(password);
        return set(user, () -> store.replace(user, before, after)) ? new Changed() : new Wrong();
    }

    /** Whether the token is good; it stays so. */
    public boolean good(String token) {
        return tokens.look(token, Purpose.reset_password).isPresent();
    }

    /**
     * By a token that was mailed. A password that may not be chosen leaves it good.
     *
     * @throws dev.gatehouse.identity.password.HashingBusy where too many passwords wait to be hashed
     */
    public Outcome reset(String token, String password) {
        Optional<Account> account = tokens.look(token, Purpose.reset_password)
                .flatMap(issued -> users.account(issued.user()))
                .filter(found -> !found.disabled());
        if (account.isEmpty()) {
            return new BadToken();
        }
        Optional<Objection> objection = objection(account.get(), password);
        if (objection.isPresent()) {
            return new Weak(objection.get());
        }
        String hash = hasher.hash(password);
        return set(account.get().id(), () -> take(token, hash)) ? new Changed() : new BadToken();
    }

    private boolean take(String token, String hash) {
        try {
            return store.reset(token, hash);
        } catch (PasswordStore.AddressConfirmed e) {
            // Of now, the address is seen to be another account's, and stays unconfirmed here.
            return store.reset(token, hash);
        }
    }

    private Optional<Objection> objection(Account account, String password) {
        return policy.objection(password, account.username(), account.email())
                .or(() -> history.objection(account.id(), account.passwordHash(), password));
    }

    /**
     * What there is ends first, so that a part that is away fails all of it while nothing is changed; and once more for
     * who has signed in meanwhile with the old password.
     */
    private boolean set(UUID user, BooleanSupplier change) {
        administration.endAll(user);
        boolean changed = change.getAsBoolean();
        if (changed) {
            administration.endAll(user);
        }
        return changed;
    }
}
