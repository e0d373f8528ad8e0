package dev.gatehouse.oauth.device;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people type in: eight letters, none of them a vowel, so that they are no word (RFC 8628, section 6.1); pure. */
final class UserCode {
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int LONGEST = 64;
    private static final Pattern BETWEEN = Pattern.compile("[\\p{Z}\\p{Pd}\\s]");
    private static final Pattern CODE = Pattern.compile("(?i)[" + LETTERS + "]{" + LENGTH + "}");

    private UserCode() {}

    /** A new one, as it is stored. */
    static String of(RandomGenerator random) {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** What somebody has typed, as it is stored: case, dashes and spaces do not count. Empty where it can be none. */
    static Optional<String> read(@Nullable String typed) {
        if (typed == null || typed.length() > LONGEST) {
            return Optional.empty();
        }
        String bare = BETWEEN.matcher(typed).replaceAll("");
        return CODE.matcher(bare).matches() ? Optional.of(bare.toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    /** As people read it. @param code as it is stored */
    static String shown(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }
}
