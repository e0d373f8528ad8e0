package dev.gatehouse.token.keys;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key pair of one algorithm.
 *
 * @param kid the JWK thumbprint of the public key (RFC 7638)
 * @param privateKey null where no sealing key opens it here: it verifies all the same
 * @param publicJwk as published
 * @param heldSince when this replica first read it, or it was made where that was before the start
 * @param life by PostgreSQL's clock
 */
record SigningKey(
        String kid,
        Algorithm algorithm,
        PublicKey publicKey,
        @Nullable PrivateKey privateKey,
        Map<String, Object> publicJwk,
        Instant heldSince,
        Life life) {
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** Whether {@code kid} could be one of ours. */
    static boolean possible(String kid) {
        return KID.matcher(kid).matches();
    }

    /** What a key is good for at an instant. */
    enum State {
        /** Verifies, and does not sign yet. */
        published,
        /** Signs. */
        active,
        /** Verifies what it signed. */
        retired,
        /** Is not published any more. */
        gone
    }

    /**
     * @param retiresAt null where it has no successor yet
     * @param goneAt null where it has no successor yet
     * @param sealedBy id of the sealing key, null where it was not noted
     */
    record Life(
            Instant createdAt,
            Instant activatesAt,
            @Nullable Instant retiresAt,
            @Nullable Instant goneAt,
            @Nullable String sealedBy) {
        State at(Instant now) {
            if (goneAt != null && !now.isBefore(goneAt)) {
                return State.gone;
            }
            if (retiresAt != null && !now.isBefore(retiresAt)) {
                return State.retired;
            }
            return now.isBefore(activatesAt) ? State.published : State.active;
        }
    }
}
