package dev.gatehouse.common.navigation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a sign-in may lead back to: a path of our own origin, and nothing that any browser could read as another. */
public final class ReturnTo {
    /** The page of someone who is signed in and goes nowhere. */
    public static final String FALLBACK = "/account";

    static final int LONGEST = 4096;
    /** Printable ASCII without what browsers turn into slashes, drop, or show amiss: backslash, quotes, angle brackets. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21\\x23-\\x26\\x28-\\x3B\\x3D\\x3F-\\x5B\\x5D-\\x7E]*");
    /** They sign somebody in or out by themselves: whoever makes a link would have a sign-in end in another's account. */
    private static final Set<String> NEVER = Set.of("login", "logout", "connect");

    private ReturnTo() {}

    /** {@code asked} where it is safe, else {@link #FALLBACK}. */
    public static String safe(@Nullable String asked) {
        return asked != null && own(asked) ? asked : FALLBACK;
    }

    /** Whether it is such a path. */
    static boolean own(String asked) {
        return read(asked)
                .filter(uri -> uri.getScheme() == null && uri.getRawAuthority() == null)
                .map(URI::getPath)
                .filter(path -> path.startsWith("/") && plain(path) && !NEVER.contains(first(path)))
                .isPresent();
    }

    /** Empty where it is none, or browsers could read it as another than Java does. */
    static Optional<URI> read(String asked) {
        if (asked.length() > LONGEST
                || asked.startsWith("//")
                || !PLAIN.matcher(asked).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(asked));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a path, as decoded, is what it looks like: dots may fold into a leading double slash or climb out;
     * percent-encoded slashes may be decoded on the way.
     */
    static boolean plain(String path) {
        return !path.contains("//")
                && path.indexOf('\\') < 0
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(segment -> segment.equals(".") || segment.contains(".."));
    }

    /** The first segment, without its parameters (RFC 3986, section 3.3). */
    private static String first(String path) {
        return path.split("/", 3)[1].split(";", 2)[0];
    }
}
