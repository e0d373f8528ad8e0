package dev.gatehouse.identity.user;

import dev.gatehouse.identity.naming.Confusables;
import dev.gatehouse.identity.naming.Writing;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** How usernames and e-mail addresses are written and compared. */
public final class Names {
    /** No {@code @}: else a username could be another user's e-mail address, and both sign in by the same field. */
    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{Nd}_][\\p{L}\\p{M}\\p{Nd}._-]{0,63}");

    private static final int LONGEST_BASE = 50;

    private Names() {}

    /**
     * The username as it is stored, NFKC; empty where it is not 1 to 64 letters, digits, dots, hyphens, underscores of one
     * script.
     */
    public static Optional<String> username(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return USERNAME.matcher(normal).matches() && Writing.usual(normal) ? Optional.of(normal) : Optional.empty();
    }

    /** A username for whoever is called what cannot be one, such as by an e-mail address; there is room for {@link #another}. */
    public static String usernameFor(String called) {
        String fit = called.replaceFirst("@.*$", "").replaceAll("[^\\p{L}\\p{Nd}_.-]+", "-");
        String start = fit.replaceFirst("^[.-]+", "");
        String name = start.length() > LONGEST_BASE ? start.substring(0, LONGEST_BASE) : start;
        return username(name).orElse("user");
    }

    /** A username that nobody has, for where {@code base} is taken. */
    public static String another(String base) {
        return base + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** What decides whether two usernames look the same. */
    public static String skeleton(String username) {
        return Confusables.skeleton(username);
    }

    /** What decides whether two names or addresses are the same: lower-case NFKC, the domain of an address in Unicode. */
    public static String key(String text) {
        String folded = folded(text);
        int at = folded.lastIndexOf('@');
        return at < 0 ? folded : folded.substring(0, at + 1) + domain(folded.substring(at + 1));
    }

    /** Not the other way about: that would make one of domains that IDNA 2008 (RFC 5891) tells apart, such as with ß and ss. */
    private static String domain(String domain) {
        return domain.contains("xn--") ? folded(IDN.toUnicode(domain)) : domain;
    }

    private static String folded(String text) {
        String lower = Normalizer.normalize(storable(text).strip(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /** PostgreSQL has no text with U+0000 in it. */
    public static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
