package dev.gatehouse.token.refresh;

import dev.gatehouse.common.secret.SecretKind;
import dev.gatehouse.common.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads refresh tokens: prefix, then family, generation and a MAC over both in base64url, then a checksum.
 * Nothing of a single token is stored, and a forged one is refused before PostgreSQL is asked.
 */
@Singleton
class RefreshTokens {
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int MAC_BYTES = 32;
    private static final int CONTENT_BYTES = 3 * Long.BYTES;
    private static final int TEXT_LENGTH = 75;

    /** The first writes. */
    private final List<SecretKeySpec> keys;

    @Inject
    RefreshTokens(RefreshConfig config) {
        this(config.key());
    }

    /** @throws IllegalArgumentException where there is no key, or one is not 32 bytes in base64; the message never has it */
    RefreshTokens(List<String> base64Keys) {
        if (base64Keys.isEmpty()) {
            throw new IllegalArgumentException("gatehouse.token.refresh.key takes at least one key");
        }
        keys = base64Keys.stream().map(RefreshTokens::key).toList();
    }

    private static SecretKeySpec key(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("gatehouse.token.refresh.key is not base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("gatehouse.token.refresh.key must have 32 bytes, has " + bytes.length);
        }
        return new SecretKeySpec(bytes, MAC);
    }

    String write(RefreshToken token) {
        byte[] content = ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(token.family().getMostSignificantBits())
                .putLong(token.family().getLeastSignificantBits())
                .putLong(token.generation())
                .array();
        byte[] all = Arrays.copyOf(content, CONTENT_BYTES + MAC_BYTES);
        System.arraycopy(mac(keys.getFirst(), content), 0, all, CONTENT_BYTES, MAC_BYTES);
        return Secrets.withChecksum(SecretKind.REFRESH_TOKEN.prefix()
                + Base64.getUrlEncoder().withoutPadding().encodeToString(all));
    }

    /** Empty for whatever this service did not write. */
    Optional<RefreshToken> read(String text) {
        if (!Secrets.wellFormed(SecretKind.REFRESH_TOKEN, text)) {
            return Optional.empty();
        }
        int start = SecretKind.REFRESH_TOKEN.prefix().length();
        byte[] all;
        try {
            all = text.length() < start + TEXT_LENGTH
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text.substring(start, start + TEXT_LENGTH));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (all.length != CONTENT_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(all, CONTENT_BYTES);
        byte[] mac = Arrays.copyOfRange(all, CONTENT_BYTES, all.length);
        if (keys.stream().noneMatch(key -> MessageDigest.isEqual(mac(key, content), mac))) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(content);
        return Optional.of(new RefreshToken(new UUID(fields.getLong(), fields.getLong()), fields.getLong()));
    }

    private static byte[] mac(SecretKeySpec key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }
}
