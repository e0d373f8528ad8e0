package dev.gatehouse.identity.throttle;

import dev.gatehouse.common.secret.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps of having signed in as a user: {@code user.nonce.mac}. It lets nobody in: the password is asked as
 * ever, only wrong ones are counted apart from those of everyone else.
 */
@Singleton
class DeviceCookies {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    /** Longer ones are not ours. */
    private static final int LONGEST = 200;

    private final SecretKeySpec key;

    DeviceCookies(ThrottleConfig config) {
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

    /** For a device that has just signed in. */
    String issue(UUID user) {
        String body = user + "." + Secrets.random();
        return body + "." + mac(body);
    }

    /** What tells the device from others; empty where we did not give this out, or it is another user's. */
    Optional<String> nonce(@Nullable String token, @Nullable UUID user) {
        int end = token == null || token.length() > LONGEST ? -1 : token.lastIndexOf('.');
        if (token == null || user == null || end < 0) {
            return Optional.empty();
        }
        String body = token.substring(0, end);
        String prefix = user + ".";
        return body.startsWith(prefix) && Secrets.equal(mac(body), token.substring(end + 1))
                ? Optional.of(body.substring(prefix.length()))
                : Optional.empty();
    }

    private String mac(String body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
