package dev.gatehouse.identity.serviceaccount;

import dev.gatehouse.common.scope.Scope;
import dev.gatehouse.common.secret.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service account as stored.
 *
 * @param secretHash SHA-256 of the secret
 * @param previousHash of the secret before the last rotation
 * @param previousUntil until when that one is taken, too
 * @param rotatedAt null while it has its first secret
 * @param lastUsedAt give or take a minute; null where it was never used
 */
record ServiceAccount(
        UUID id,
        String name,
        Scope scope,
        String secretHash,
        @Nullable String previousHash,
        @Nullable Instant previousUntil,
        Instant createdAt,
        @Nullable Instant rotatedAt,
        @Nullable Instant lastUsedAt) {
    /** No username and no e-mail address starts like this: usernames have no tilde, and ids have no at sign. */
    private static final String PREFIX = "sa~";

    private static final int UUID_LENGTH = 36;
    private static final Duration USE_IS_WRITTEN_EVERY = Duration.ofMinutes(1);

    /** How it names itself: the Basic username, and the subject of its calls. */
    String username() {
        return username(id);
    }

    static String username(UUID id) {
        return PREFIX + id;
    }

    /** Whether a Basic username is one of a service account, there or not. */
    static boolean named(String username) {
        return username.startsWith(PREFIX);
    }

    /** Empty where the text is no id of a service account as it is written here. */
    static Optional<UUID> id(String username) {
        if (!named(username) || username.length() != PREFIX.length() + UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(username.substring(PREFIX.length()));
            return Optional.of(id).filter(read -> username(read).equals(username));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a secret of that hash opens it; which of the two it is does not show in the time that it takes. */
    boolean opens(String hash, Instant now) {
        boolean current = Secrets.equal(secretHash, hash);
        boolean previous = Secrets.equal(previousHash == null ? "" : previousHash, hash);
        return current || (previous && previousUntil != null && now.isBefore(previousUntil));
    }

    /** Whether it is time to write down that it is used. */
    boolean useIsNews(Instant now) {
        return lastUsedAt == null || lastUsedAt.plus(USE_IS_WRITTEN_EVERY).isBefore(now);
    }

    /** Keeps the hashes out of logs. */
    @Override
    public String toString() {
        return username();
    }
}
