package dev.gatehouse.identity.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.gatehouse.common.secret.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238) as authenticator applications make them: SHA-1, six digits, 30 seconds. */
final class Totp {
    /** RFC 4226, section 4: at least 128 bits, 160 recommended. */
    static final int SECRET_BYTES = 20;

    private static final Duration STEP = Duration.ofSeconds(30);
    /** Clocks that differ, and the time it takes to type (RFC 6238, section 5.2). */
    private static final int DRIFT = 1;

    private static final Pattern CODE = Pattern.compile("\\d{6}");

    private Totp() {}

    /** Whether {@code text} looks like a code; people may put spaces in it. */
    static boolean plausible(String text) {
        return CODE.matcher(digits(text)).matches();
    }

    /** The time step, counted from 1970, that {@code code} is of; empty where it is of none of those around now. */
    static OptionalLong step(byte[] secret, String code, Instant now) {
        long current = now.getEpochSecond() / STEP.toSeconds();
        OptionalLong found = OptionalLong.empty();
        for (long step = current - DRIFT; step <= current + DRIFT; step++) {
            if (Secrets.equal(code(secret, step), digits(code))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static String code(byte[] secret, long step) {
        // Made anew each time: it holds on to what a native image must not have from its build.
        var generator = new TimeBasedOneTimePasswordGenerator(STEP);
        try {
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(secret, generator.getAlgorithm()),
                    Instant.ofEpochSecond(step * STEP.toSeconds()),
                    Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a secret that is no key", e);
        }
    }

    /** What an authenticator application reads from the QR code (Google's key URI format). */
    static String uri(String issuer, String username, byte[] secret) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(username) + "?secret=" + Base32.encode(secret)
                + "&issuer=" + encoded(issuer) + "&algorithm=SHA1&digits=6&period=30";
    }

    private static String digits(String text) {
        return text.replace(" ", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
