package dev.gatehouse.oauth.client;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret of a client; a row of {@code oauth.client_secrets}.
 *
 * @param hash SHA-256 in hex
 * @param sealed the secret itself, sealed, where assertions are signed with it; else null
 * @param expiresAt from when it does not count; null for never
 */
@Embeddable
public record ClientSecret(
        @Column(name = "hash") String hash,
        @Column(name = "sealed") @Nullable String sealed,
        @Column(name = "created_at") Instant createdAt,
        @Column(name = "expires_at") @Nullable Instant expiresAt) {
    /** One that does not end, and of which nothing but the hash is kept. */
    public static ClientSecret of(String hash, Instant createdAt) {
        return new ClientSecret(hash, null, createdAt, null);
    }

    /** Whether it counts at {@code now}. */
    public boolean counts(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** Keeps it out of logs. */
    @Override
    public String toString() {
        return "ClientSecret[" + createdAt + ", " + expiresAt + "]";
    }
}
