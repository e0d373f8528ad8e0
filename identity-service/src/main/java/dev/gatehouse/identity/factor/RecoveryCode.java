package dev.gatehouse.identity.factor;

import dev.gatehouse.common.secret.Secrets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Codes that are written down: 80 random bits, four groups of four characters. */
final class RecoveryCode {
    private static final int BYTES = 10;
    private static final int GROUP = 4;
    private static final Pattern FORM = Pattern.compile("[A-Z2-7]{16}");

    private RecoveryCode() {}

    static String generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base32.encode(bytes).replaceAll("(.{" + GROUP + "})(?!$)", "$1-").toLowerCase(Locale.ROOT);
    }

    /** What is kept of a code, however it was typed; empty where it cannot be one. */
    static Optional<String> hash(String typed) {
        String code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return FORM.matcher(code).matches() ? Optional.of(Secrets.sha256(code)) : Optional.empty();
    }
}
