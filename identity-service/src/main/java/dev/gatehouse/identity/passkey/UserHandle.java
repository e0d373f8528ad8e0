package dev.gatehouse.identity.passkey;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * What an authenticator knows a user by (WebAuthn, section 5.4.3): the 16 bytes of the user's id, which say nothing of a
 * person and stay the same, so that a second passkey on one authenticator takes the place of the first.
 */
final class UserHandle {
    private static final int BYTES = 16;

    private UserHandle() {}

    /** Base64url. */
    static String of(UUID user) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(user.getMostSignificantBits())
                .putLong(user.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws IllegalArgumentException where it is none of ours */
    static UUID user(byte[] handle) {
        if (handle.length != BYTES) {
            throw new IllegalArgumentException("not a user handle");
        }
        ByteBuffer bytes = ByteBuffer.wrap(handle);
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
