package dev.gatehouse.identity.passkey;

import dev.gatehouse.common.secret.Secrets;
import dev.gatehouse.identity.throttle.BrowserKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Challenges for browsers that somebody may sign in with. Anyone who looks at the sign-in page is given one, so nothing is
 * kept of it: it says itself until when it is good, under a MAC that binds it to the browser. Only of the one that somebody
 * has signed in with is it written down, beside the passkey, that it counts no more.
 */
@ApplicationScoped
class BrowserChallenges {
    /** 192 random bits, and 48 of milliseconds: each as many characters as are whole bytes. */
    private static final int NONCE = 32;

    private static final int EXPIRY = 8;
    private static final int MILLIS_BYTES = 6;
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{" + (NONCE + EXPIRY + 43) + "}");
    private final BrowserKey key;
    private final PasskeyConfig config;

    BrowserChallenges(BrowserKey key, PasskeyConfig config) {
        this.key = key;
        this.config = config;
    }

    /** A new challenge, base64url. @param browser the secret of the one that alone may answer */
    String issue(String browser) {
        Instant until = Instant.now().plus(config.challengeLifetime());
        String body = Secrets.random().substring(0, NONCE) + written(until);
        return body + mac(browser, body);
    }

    /** Whether that browser was given the challenge, and it is not over; compares in constant time. */
    boolean given(String browser, String challenge) {
        if (!CHALLENGE.matcher(challenge).matches()) {
            return false;
        }
        String body = challenge.substring(0, NONCE + EXPIRY);
        return Secrets.equal(mac(browser, body), challenge.substring(NONCE + EXPIRY))
                && read(body.substring(NONCE)).isAfter(Instant.now());
    }

    private String mac(String browser, String body) {
        return key.mac("passkey:" + Secrets.sha256(browser) + ":" + body);
    }

    private static String written(Instant until) {
        byte[] millis =
                ByteBuffer.allocate(Long.BYTES).putLong(until.toEpochMilli()).array();
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOfRange(millis, Long.BYTES - MILLIS_BYTES, Long.BYTES));
    }

    private static Instant read(String written) {
        ByteBuffer millis = ByteBuffer.allocate(Long.BYTES);
        millis.position(Long.BYTES - MILLIS_BYTES);
        return Instant.ofEpochMilli(
                millis.put(Base64.getUrlDecoder().decode(written)).flip().getLong());
    }
}
