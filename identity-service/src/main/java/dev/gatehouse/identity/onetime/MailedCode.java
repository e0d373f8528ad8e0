package dev.gatehouse.identity.onetime;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A code of eight digits that people read in a mail and type elsewhere. */
final class MailedCode {
    private static final int BOUND = 100_000_000;
    private static final Pattern FORM = Pattern.compile("[0-9]{8}");

    private MailedCode() {}

    static String generate(SecureRandom random) {
        return String.format(Locale.ROOT, "%08d", random.nextInt(BOUND));
    }

    /** As it is easy to read: two groups of four. */
    static String shown(String code) {
        return code.substring(0, 4) + " " + code.substring(4);
    }

    /** The digits, however they were typed; empty where it cannot be a code. */
    static Optional<String> read(String typed) {
        String digits = typed.replaceAll("[\\s-]", "");
        return FORM.matcher(digits).matches() ? Optional.of(digits) : Optional.empty();
    }
}
