package dev.gatehouse.identity.passkey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as stored.
 *
 * @param facts what its authenticator said of it
 * @param lastUsedAt null where it was not used yet
 */
public record Passkey(
        UUID id,
        UUID user,
        Facts facts,
        String name,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {
    /**
     * RFC 8176: a key that stays in its device, or one that is copied between devices; someone was there; and with the
     * PIN, the finger or the face that the authenticator asked for, it is more than one factor.
     */
    List<String> amr() {
        return List.of(facts.backupEligible() ? "swk" : "hwk", "user", "mfa");
    }

    /**
     * What the authenticator said, checked.
     *
     * @param publicKey a COSE key (RFC 9052)
     * @param signCount 0 where the authenticator does not count
     * @param backupEligible whether it may be copied between devices
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Facts(
            byte[] credentialId,
            byte[] publicKey,
            long signCount,
            List<String> transports,
            UUID aaguid,
            boolean backupEligible,
            boolean backedUp) {}
}
