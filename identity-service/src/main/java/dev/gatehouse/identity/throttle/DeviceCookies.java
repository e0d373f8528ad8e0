package dev.gatehouse.identity.throttle;

import dev.gatehouse.common.secret.Secrets;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps of having signed in as a user: {@code user.nonce.mac}. It lets nobody in: the password is asked as
 * ever, only wrong ones are counted apart from those of everyone else.
 */
@Singleton
class DeviceCookies {
    /** Longer ones are not ours. */
    private static final int LONGEST = 200;

    private final BrowserKey key;

    DeviceCookies(BrowserKey key) {
        this.key = key;
    }

    /** For a device that has just signed in. */
    String issue(UUID user) {
        String body = user + "." + Secrets.random();
        return body + "." + key.mac(body);
    }

    /** What tells the device from others; empty where we did not give this out, or it is another user's. */
    Optional<String> nonce(@Nullable String token, @Nullable UUID user) {
        int end = token == null || token.length() > LONGEST ? -1 : token.lastIndexOf('.');
        if (token == null || user == null || end < 0) {
            return Optional.empty();
        }
        String body = token.substring(0, end);
        String prefix = user + ".";
        return body.startsWith(prefix) && Secrets.equal(key.mac(body), token.substring(end + 1))
                ? Optional.of(body.substring(prefix.length()))
                : Optional.empty();
    }
}
