package dev.gatehouse.session.look;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A file that pages link.
 *
 * @param type its media type
 * @param hash of the content, 22 characters that may stand in a path
 */
record Asset(String type, byte[] content, String hash) {
    static Asset of(String type, byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Asset(
                    type,
                    content,
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Asset of(String type, String content) {
        return of(type, content.getBytes(StandardCharsets.UTF_8));
    }
}
