package dev.gatehouse.identity.password;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps users from going back to one of their last passwords, where that is asked for. */
@Singleton
public class PasswordHistory {
    private final PasswordHistoryStore store;
    private final PasswordHasher hasher;
    private final int length;

    PasswordHistory(PasswordHistoryStore store, PasswordHasher hasher, PasswordConfig config) {
        this.store = store;
        this.hasher = hasher;
        length = config.history();
    }

    /**
     * What is wrong with {@code password}; empty where it is none of the last ones. Each that
     * there is takes a turn of its own at being compared.
     *
     * @param current the hash that the user has now, which counts as the last one
     * @throws HashingBusy where too many passwords wait to be hashed
     */
    public Optional<Objection> objection(UUID user, @Nullable String current, String password) {
        if (length == 0) {
            return Optional.empty();
        }
        boolean again = Stream.concat(Stream.ofNullable(current), store.latest(user, length).stream())
                .limit(length)
                .anyMatch(hash -> hasher.verify(hash, password));
        return again ? Optional.of(Objection.used_before) : Optional.empty();
    }

    /**
     * Makes the hash that a user has had until now one of their last, and forgets what is older than may not be chosen; in
     * the transaction that replaces it.
     */
    public void replaced(UUID user, @Nullable String hash) {
        if (hash != null && length > 0) {
            store.add(user, hash);
        }
        store.cut(user, length);
    }
}
