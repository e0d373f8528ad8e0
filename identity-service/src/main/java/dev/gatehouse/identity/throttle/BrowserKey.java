package dev.gatehouse.identity.throttle;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what browsers are given and bring back, so that nothing has to be kept of it; the key of all replicas. */
@Singleton
public class BrowserKey {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    BrowserKey(ThrottleConfig config) {
        key = new SecretKeySpec(bytes(config.deviceKey()), HMAC);
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
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
