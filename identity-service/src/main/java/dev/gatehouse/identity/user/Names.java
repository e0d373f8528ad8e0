package dev.gatehouse.identity.user;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How usernames and e-mail addresses are written and compared. */
public final class Names {
    /** No {@code @}: else a username could be another user's e-mail address, and both sign in by the same field. */
    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{Nd}_][\\p{L}\\p{M}\\p{Nd}._-]{0,63}");

    private Names() {}

    /** The username as it is stored, NFKC; empty where it is not 1 to 64 letters, digits, dots, hyphens, underscores. */
    public static Optional<String> username(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return USERNAME.matcher(normal).matches() ? Optional.of(normal) : Optional.empty();
    }

    /** What decides whether two names or addresses are the same: lower-case NFKC. */
    public static String key(String text) {
        String lower = Normalizer.normalize(storable(text).strip(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /** PostgreSQL has no text with U+0000 in it. */
    public static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
