package dev.gatehouse.identity.throttle;

import dev.gatehouse.common.secret.Secrets;
import jakarta.inject.Singleton;
import java.util.Base64;

/** Signs what browsers are given and bring back, so that nothing has to be kept of it; the key of all replicas. */
@Singleton
public class BrowserKey {
    private static final int KEY_BYTES = 32;

    private final byte[] key;

    BrowserKey(ThrottleConfig config) {
        key = bytes(config.deviceKey());
    }

    private static byte[] bytes(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("gatehouse.throttle.device-key is not base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("gatehouse.throttle.device-key must have 32 bytes, has " + bytes.length);
        }
        return bytes;
    }

    /**
     * HMAC-SHA-256 (RFC 2104), base64url, 43 characters.
     *
     * @param text that begins as nothing of another purpose does
     */
    public String mac(String text) {
        return Secrets.mac(key, text);
    }
}
