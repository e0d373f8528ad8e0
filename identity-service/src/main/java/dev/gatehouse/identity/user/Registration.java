package dev.gatehouse.identity.user;

import dev.gatehouse.common.limit.Limiter;
import dev.gatehouse.common.requester.Network;
import dev.gatehouse.identity.password.Objection;
import dev.gatehouse.identity.password.PasswordHasher;
import dev.gatehouse.identity.password.PasswordPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers users by username and password. */
@ApplicationScoped
public class Registration {
    private final PasswordHasher hasher;
    private final PasswordPolicy policy;
    private final NotedChanges changes;
    private final Limiter limiter;
    private final RegistrationConfig config;

    Registration(
            PasswordHasher hasher,
            PasswordPolicy policy,
            NotedChanges changes,
            Limiter limiter,
            RegistrationConfig config) {
        this.hasher = hasher;
        this.policy = policy;
        this.changes = changes;
        this.limiter = limiter;
        this.config = config;
    }

    /** What came of it. */
    public sealed interface Outcome permits Registered, Taken, NameTaken, WeakPassword, BadUsername, Wait {}

    public record Registered(Account account) implements Outcome {}

    /** Another user has the username or the e-mail address: administrators may know. */
    public record Taken() implements Outcome {}

    /** Another user has the username. */
    public record NameTaken() implements Outcome {}

    /** @param objection why it may not be chosen */
    public record WeakPassword(Objection objection) implements Outcome {}

    public record BadUsername() implements Outcome {}

    /** There were too many from this network address of late. */
    public record Wait(int seconds) implements Outcome {}

    /**
     * Registers whoever asks for it themselves, so often from one network address. That somebody else has the e-mail address
     * changes nothing: else anyone could ask who has an account. Only the reader of the mail that goes there is told.
     *
     * @throws dev.gatehouse.identity.password.HashingBusy where too many passwords wait to be hashed
     */
    public Outcome register(String asked, String email, String password) {
        Optional<String> username = Names.username(asked);
        if (username.isEmpty()) {
            return new BadUsername();
        }
        // Counted first: the password may be asked for elsewhere, and who is told that a name is taken counts, too.
        int seconds = limiter.take("registration", Network.ofRequester(), config.perAddress(), config.period());
        if (seconds > 0) {
            return new Wait(seconds);
        }
        Optional<Objection> objection = policy.objection(password, username.get(), email);
        if (objection.isPresent()) {
            return new WeakPassword(objection.get());
        }
        var user = new NewUser(username.get(), email, false, null, hasher.hash(password), false);
        return changes.register(user).<Outcome>map(Registered::new).orElseGet(NameTaken::new);
    }

    /**
     * Makes a user whom an administrator asks for.
     *
     * @param email null where none is known
     * @param password null for one who is to choose it by a reset
     * @throws dev.gatehouse.identity.password.HashingBusy where too many passwords wait to be hashed
     */
    public Outcome make(
            String asked,
            @Nullable String email,
            boolean emailVerified,
            @Nullable String name,
            @Nullable String password,
            String actor) {
        Optional<String> username = Names.username(asked);
        if (username.isEmpty()) {
            return new BadUsername();
        }
        String hash = null;
        if (password != null) {
            Optional<Objection> objection = policy.objection(password, username.get(), email);
            if (objection.isPresent()) {
                return new WeakPassword(objection.get());
            }
            hash = hasher.hash(password);
        }
        var user = new NewUser(username.get(), email, emailVerified && email != null, name, hash, false);
        return changes.make(user, actor).<Outcome>map(Registered::new).orElseGet(Taken::new);
    }
}
